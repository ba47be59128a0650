package io.millrace.kafka;

import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * From what a job says to records of one topic.
 *
 * <p>Records get the time at which they are written, not that of their sample: a topic forgets by
 * that time, and what an old sample gave rise to must not be forgotten at once.
 */
abstract class TopicSchema<T>
        implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {

    private static final long serialVersionUID = 1L;

    private final String topic;

    TopicSchema(String topic) {
        this.topic = topic;
    }

    final String topic() {
        return topic;
    }

    abstract ProducerRecord<byte[], byte[]> record(T element, String topic);

    @Override
    public final ProducerRecord<byte[], byte[]> serialize(
            T element, KafkaSinkContext context, Long timestamp) {
        return record(element, topic);
    }

    /** Lets a restarted sink find the transactions that were left open in its topic. */
    @Override
    public final Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }
}
