package io.millrace.kafka;

import io.millrace.local.LocalBroker;
import io.millrace.local.Shared;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes and reads topics of the shared broker. */
public final class TestTopics {

    private static final LocalBroker BROKER = Shared.broker();

    private TestTopics() {}

    /** Makes a topic of a name that no other test uses. */
    public static String create(String stem, int partitions) {
        String topic = Shared.unique(stem);
        BROKER.createTopic(topic, partitions, false);
        return topic;
    }

    /** Writes records in their order and returns when the broker has them. */
    public static void send(List<ProducerRecord<byte[], byte[]>> records) {
        send(records, Map.of());
    }

    /** As {@link #send(List)}, with further properties of the producer. */
    public static void send(
            List<ProducerRecord<byte[], byte[]>> records, Map<String, Object> further) {
        try (KafkaProducer<byte[], byte[]> producer = producer(further)) {
            List<Future<?>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(producer.send(record));
            }
            for (Future<?> future : sent) {
                future.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A producer of the shared broker, for partitions too that it leads only now. */
    public static KafkaProducer<byte[], byte[]> producer(Map<String, Object> further) {
        Map<String, Object> properties = new HashMap<>(further);
        // See TopicWriter: a later request must not overtake the first.
        properties.putIfAbsent("max.in.flight.requests.per.connection", 1);
        properties.put("bootstrap.servers", BROKER.bootstrapServers());
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The offset after the last record of each partition. */
    public static Map<Integer, Long> ends(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<Integer, Long> ends = new TreeMap<>();
            consumer.endOffsets(partitions(consumer, topic))
                    .forEach((partition, end) -> ends.put(partition.partition(), end));
            return ends;
        }
    }

    /** All committed records of a topic, by partition and offset. */
    public static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            records.sort(
                    Comparator.comparingInt((ConsumerRecord<byte[], byte[]> r) -> r.partition())
                            .thenComparingLong(ConsumerRecord::offset));
            return records;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties =
                Map.of(
                        "bootstrap.servers", BROKER.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }
}
