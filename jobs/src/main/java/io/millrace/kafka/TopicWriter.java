package io.millrace.kafka;

import io.millrace.config.SetupException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes values into a topic, each once and in order. */
public final class TopicWriter implements AutoCloseable {

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
        References.require(properties, TopicAdmin.PROPERTY);
        Properties all = new Properties();
        all.setProperty("linger.ms", "5");
        all.setProperty("batch.size", Integer.toString(128 << 10));
        // A broker that comes to lead a partition between two requests of a new producer refuses
        // the first, takes the second, and can never take the first again (KAFKA-15591).
        all.setProperty("max.in.flight.requests.per.connection", "1");
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
        try (TopicAdmin admin = new TopicAdmin(properties)) {
            if (create) {
                admin.ensure(topic);
            } else {
                admin.require(topic, "; --create makes it");
            }
        }
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
            producer.close(failure.get() == null ? TopicAdmin.PATIENCE : Duration.ZERO);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
