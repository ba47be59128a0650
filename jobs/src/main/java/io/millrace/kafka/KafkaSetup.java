package io.millrace.kafka;

import io.millrace.config.JobConfig;
import io.millrace.config.SetupException;
import io.millrace.config.SinksConfig;
import io.millrace.config.SourceConfig;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.learn.Learner;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.util.TimeUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the broker before a job starts, so that what would stop the job later is said at once
 * and in plain words, and makes the topics of the sinks where they are missing.
 */
public final class KafkaSetup {

    private static final String PROPERTIES = "source.properties.";
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSetup.class);

    /** What Kafka's topics take unless told otherwise. */
    private static final long DEFAULT_MAX_BYTES = 1 << 20;

    /**
     * What the broker takes.
     *
     * @param deadLetterBytes the largest dead letter, compressed
     */
    public record Limits(long deadLetterBytes) {}

    private final Admin admin;
    private final SourceConfig source;
    private final SinksConfig sinks;
    private final JobConfig job;

    private KafkaSetup(Admin admin, JobConfig job) {
        this.admin = admin;
        this.job = job;
        this.source = job.source();
        this.sinks = job.sinks();
    }

    /**
     * Checks the broker and makes missing topics.
     *
     * @throws SetupException if a reference in the properties leads nowhere, the broker cannot be
     *     reached, there is no source topic, a sink's topic is missing and cannot be made, a model
     *     is too large to be published, or the broker refuses transactions as long as configured
     */
    public static Limits prepare(JobConfig job) {
        References.require(job.source().properties(), PROPERTIES);
        References.require(job.sinks().properties(), "sinks.properties.");
        Properties properties = new Properties();
        properties.setProperty("default.api.timeout.ms", "20000");
        properties.setProperty("request.timeout.ms", "10000");
        properties.putAll(ClientProperties.of(job.source()));
        try (Admin admin = Admin.create(properties)) {
            return new KafkaSetup(admin, job).prepare();
        } catch (KafkaException e) {
            throw Refusal.ofClient(
                    "source: no Kafka client can be made of bootstrap-servers and properties: ", e);
        }
    }

    private Limits prepare() {
        Set<String> topics = call(admin.listTopics().names(), "list topics");
        if (!topics.contains(source.topic())) {
            throw new SetupException(
                    String.format(
                            "source.topic: there is no topic '%s' at %s, or this user may not see"
                                    + " it; make it before the job starts, by kafka-topics.sh or"
                                    + " 'millrace send --create'",
                            source.topic(), source.bootstrapServers()));
        }
        checkTransactionTimeout();
        sinks.models().ifPresent(topic -> checkModelFits(topic, topics.contains(topic)));
        long deadLetterBytes =
                topics.contains(sinks.deadLetters())
                        ? existingDeadLetterBytes()
                        : KafkaSinks.MAX_RECORD_BYTES;
        SinkTopics.of(sinks).stream()
                .filter(topic -> !topics.contains(topic.name()))
                .forEach(this::create);
        return new Limits(deadLetterBytes);
    }

    private void checkTransactionTimeout() {
        if (sinks.guarantee() != SinksConfig.Guarantee.EXACTLY_ONCE) {
            return;
        }
        Collection<Node> brokers = call(admin.describeCluster().nodes(), "describe the cluster");
        String broker = brokers.iterator().next().idString();
        setting(ConfigResource.Type.BROKER, broker, "transaction.max.timeout.ms")
                .map(Duration::ofMillis)
                .filter(most -> sinks.transactionTimeout().compareTo(most) > 0)
                .ifPresent(
                        most -> {
                            throw new SetupException(
                                    String.format(
                                            "sinks.transaction-timeout: %s is more than the %s that"
                                                    + " the broker allows; shorten it, or raise the"
                                                    + " broker's transaction.max.timeout.ms",
                                            TimeUtils.formatWithHighestUnit(
                                                    sinks.transactionTimeout()),
                                            TimeUtils.formatWithHighestUnit(most)));
                        });
    }

    /** By the arrays of a new model, before compression, which does little for weights. */
    private void checkModelFits(String topic, boolean exists) {
        long bytes =
                new Learner(LearningEvent.ONE_MODEL, job.learner())
                        .snapshot().pages().stream().mapToLong(Page::bytes).sum();
        long producer = KafkaSinks.maxRecordBytes(job);
        if (bytes > producer) {
            throw new SetupException(
                    String.format(
                            "sinks.models: a model has %d bytes, but the producer hands over %d at"
                                    + " most; make model.hidden smaller, set sinks.models to none,"
                                    + " or raise max.request.size and buffer.memory in"
                                    + " sinks.properties and the topic's %s",
                            bytes, producer, SinkTopics.MAX_BYTES));
        }
        long most =
                exists
                        ? maxMessageBytes(topic).orElse(Long.MAX_VALUE)
                        : KafkaSinks.MAX_RECORD_BYTES;
        if (bytes > most) {
            throw new SetupException(
                    String.format(
                            "sinks.models: a model has %d bytes, but topic '%s' takes records up to"
                                    + " %d; raise its %s above that, best to %d",
                            bytes, topic, most, SinkTopics.MAX_BYTES, producer));
        }
    }

    private long existingDeadLetterBytes() {
        long most = maxMessageBytes(sinks.deadLetters()).orElse(DEFAULT_MAX_BYTES);
        if (most < 2 * DeadLetterSchema.OWN_HEADERS) {
            throw new SetupException(
                    String.format(
                            "sinks.dead-letters: topic '%s' takes records up to %d bytes, too few"
                                    + " for a dead letter's headers; raise its %s to %d or more",
                            sinks.deadLetters(),
                            most,
                            SinkTopics.MAX_BYTES,
                            2 * DeadLetterSchema.OWN_HEADERS));
        }
        if (most < KafkaSinks.MAX_RECORD_BYTES) {
            LOG.info(
                    "Topic '{}' takes records up to {} bytes: longer dead letters lose their value."
                            + " To keep them, raise the topic's {}.",
                    sinks.deadLetters(),
                    most,
                    SinkTopics.MAX_BYTES);
        }
        return most;
    }

    private Optional<Long> maxMessageBytes(String topic) {
        return setting(ConfigResource.Type.TOPIC, topic, SinkTopics.MAX_BYTES);
    }

    /** A numeric setting, or nothing if this user may not read it. */
    private Optional<Long> setting(ConfigResource.Type type, String name, String key) {
        ConfigResource resource = new ConfigResource(type, name);
        KafkaFuture<Map<ConfigResource, Config>> answer =
                admin.describeConfigs(List.of(resource)).all();
        try {
            ConfigEntry entry =
                    call(answer, "read '" + key + "'").values().iterator().next().get(key);
            return Optional.ofNullable(entry).map(ConfigEntry::value).map(Long::valueOf);
        } catch (SetupException e) {
            if (e.getCause() instanceof AuthorizationException) {
                LOG.info("Cannot check {}: this user may not read it", key);
                return Optional.empty();
            }
            throw e;
        }
    }

    private void create(NewTopic topic) {
        try {
            call(admin.createTopics(List.of(topic)).all(), "make topic '" + topic.name() + "'");
            LOG.info("Made topic '{}'", topic.name());
        } catch (SetupException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private <T> T call(KafkaFuture<T> answer, String what) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new SetupException(
                    String.format(
                            "cannot %s at %s: %s",
                            what, source.bootstrapServers(), Refusal.explain(cause, PROPERTIES)),
                    cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted while asking Kafka", e);
        }
    }
}
