package io.millrace.kafka;

import io.millrace.config.SetupException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes values into a topic, each once and in order. */
public final class TopicWriter implements AutoCloseable {

    /** How whoever writes gives a property. */
    private static final String PROPERTY = "--property ";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private TopicWriter(Properties properties, String topic) {
        this.topic = topic;
        this.producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Connects to a broker.
     *
     * @param properties further properties of the clients (security and the like)
     * @param create whether to make the topic, with one partition, if there is none
     * @throws SetupException if the broker cannot be reached soon or has no such topic
     */
    public static TopicWriter open(
            String bootstrapServers, String topic, Map<String, String> properties, boolean create)
            throws InterruptedException {
        References.require(properties, PROPERTY);
        Properties all = new Properties();
        all.setProperty("linger.ms", "5");
        all.setProperty("batch.size", Integer.toString(128 << 10));
        all.putAll(properties);
        all.setProperty("bootstrap.servers", bootstrapServers);
        all.setProperty("enable.idempotence", "true");
        References.enable(all);
        try {
            requireTopic(all, topic, create);
            return new TopicWriter(all, topic);
        } catch (KafkaException e) {
            throw Refusal.ofClient("no Kafka client can be made: ", e);
        }
    }

    private static void requireTopic(Properties properties, String topic, boolean create)
            throws InterruptedException {
        Properties admins = new Properties();
        admins.putAll(properties);
        admins.setProperty("request.timeout.ms", Long.toString(PATIENCE.toMillis()));
        admins.setProperty("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        String address = properties.getProperty("bootstrap.servers");
        Admin admin = Admin.create(admins);
        try {
            if (!call(admin.listTopics().names(), address).contains(topic)) {
                if (!create) {
                    throw new SetupException("there is no topic '" + topic + "' at " + address);
                }
                NewTopic made = new NewTopic(topic, Optional.of(1), Optional.empty());
                call(admin.createTopics(List.of(made)).all(), address);
            }
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static <T> T call(KafkaFuture<T> answer, String address) throws InterruptedException {
        try {
            return answer.get(PATIENCE.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable(address, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw unreachable(address, e);
            }
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new SetupException(
                    "Kafka at " + address + " refused: " + Refusal.explain(cause, PROPERTY), cause);
        }
    }

    private static SetupException unreachable(String address, Exception cause) {
        return new SetupException(
                String.format(
                        "no answer from Kafka at %s within %d s: is that its address, is it running,"
                                + " and is security.protocol the one of that port?",
                        address, PATIENCE.toSeconds()),
                cause);
    }

    /**
     * Hands a value over. Waits only while the buffer is full.
     *
     * @throws SetupException if an earlier value could not be written
     */
    public void write(byte[] value) {
        requireHealth();
        producer.send(new ProducerRecord<>(topic, value), this::onCompletion);
    }

    /** As {@link #write(byte[])}, into one partition of the topic. */
    public void write(int partition, byte[] value) {
        requireHealth();
        producer.send(new ProducerRecord<>(topic, partition, null, value), this::onCompletion);
    }

    private void onCompletion(@Nullable RecordMetadata written, @Nullable Exception failed) {
        if (failed == null) {
            acknowledged.incrementAndGet();
        } else {
            failure.compareAndSet(null, failed);
        }
    }

    private void requireHealth() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new SetupException(
                    "cannot write to topic '" + topic + "': " + failed.getMessage(), failed);
        }
    }

    /** Values that the broker has confirmed. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /**
     * Waits until all is written.
     *
     * @throws SetupException if something could not be
     */
    public void flush() {
        producer.flush();
        requireHealth();
    }

    /** Writes what has been handed over, if that goes quickly, and disconnects. */
    @Override
    public void close() {
        // An interrupted thread could not wait for the last values.
        boolean interrupted = Thread.interrupted();
        try {
            producer.close(failure.get() == null ? PATIENCE : Duration.ZERO);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
