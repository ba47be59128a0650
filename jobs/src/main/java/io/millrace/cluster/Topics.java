package io.millrace.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** The topics of a cluster, as an administrator sees them. */
public final class Topics implements AutoCloseable {

    private final Admin admin;

    private Topics(Admin admin) {
        this.admin = admin;
    }

    public static Topics of(ClusterPlan plan) {
        return new Topics(Admin.create(Map.of("bootstrap.servers", plan.bootstrapServers())));
    }

    /** Makes a topic with the brokers' own number of replicas. */
    public void create(String name, int partitions) throws InterruptedException {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot make topic '" + name + "'", e.getCause());
        }
    }

    /** Removes those of some topics that there are. */
    public void delete(Collection<String> names) throws InterruptedException {
        try {
            Set<String> there = new HashSet<>(admin.listTopics().names().get());
            there.retainAll(names);
            admin.deleteTopics(there).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot remove topics " + names, e.getCause());
        }
    }

    /**
     * Waits until no transaction is open on any of the topics: what is committed behind an open one
     * is not seen until Kafka has given that up.
     *
     * @return false if some still are when the time is over
     */
    public boolean awaitTransactionsClosed(Collection<String> topics, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!end(topics, IsolationLevel.READ_COMMITTED)
                    .equals(end(topics, IsolationLevel.READ_UNCOMMITTED))) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Thread.sleep(200);
            }
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot look at topics " + topics, e.getCause());
        }
    }

    private Map<String, Long> end(Collection<String> topics, IsolationLevel isolation)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(
                            p ->
                                    wanted.put(
                                            new TopicPartition(topic.name(), p.partition()),
                                            OffsetSpec.latest()));
        }
        Map<String, Long> end = new TreeMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found :
                admin.listOffsets(wanted, new ListOffsetsOptions(isolation))
                        .all()
                        .get()
                        .entrySet()) {
            end.put(found.getKey().toString(), found.getValue().offset());
        }
        return end;
    }

    @Override
    public void close() {
        admin.close();
    }
}
