package io.millrace.kafka;

import io.millrace.config.SetupException;
import io.millrace.data.RawRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what has been committed to topics, from their beginning, for whoever looks on. */
public final class TopicReader implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RawRecordSchema schema = new RawRecordSchema();

    private TopicReader(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Connects to a broker and starts at the first record of each topic, all of which exist. */
    public static TopicReader open(String bootstrapServers, Collection<String> topics) {
        return open(properties(bootstrapServers), topics);
    }

    /**
     * Connects to a broker for a person.
     *
     * @param properties further properties of the clients (security and the like)
     * @param latest whether to start behind the last record that is committed by now
     * @throws SetupException if the broker cannot be reached soon or has no such topic
     */
    public static TopicReader open(
            String bootstrapServers, String topic, Map<String, String> properties, boolean latest)
            throws InterruptedException {
        References.require(properties, TopicAdmin.PROPERTY);
        Properties all = new Properties();
        all.putAll(properties);
        all.putAll(properties(bootstrapServers));
        References.enable(all);
        try {
            try (TopicAdmin admin = new TopicAdmin(all)) {
                admin.require(topic, "");
            }
            TopicReader reader = open(all, List.of(topic));
            if (latest) {
                reader.seekToEnd();
            }
            return reader;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw Refusal.ofClient("no Kafka client can be made: ", e);
        }
    }

    private static Properties properties(String bootstrapServers) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", bootstrapServers);
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        return properties;
    }

    private static TopicReader open(Properties properties, Collection<String> topics) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions =
                    topics.stream()
                            .flatMap(topic -> consumer.partitionsFor(topic).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            return new TopicReader(consumer);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** At once, not with the next poll: what is committed until then is not to be missed. */
    private void seekToEnd() {
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
    }

    /** What has been committed since the last call; waits for something up to a time. */
    public List<RawRecord> poll(Duration patience) {
        List<RawRecord> records = new ArrayList<>();
        ListCollector<RawRecord> into = new ListCollector<>(records);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
            schema.deserialize(record, into);
        }
        return records;
    }

    /** Whether all that is committed as of now has been read. */
    public boolean atEnd() {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
