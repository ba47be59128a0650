package io.millrace.kafka;

import io.millrace.config.SourceConfig;
import io.millrace.data.RawRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.common.TopicPartition;

/**
 * Sources of the raw records of a topic. A source whose position is no longer in the topic fails.
 */
public final class KafkaRecords {

    private KafkaRecords() {}

    /** The records of the topic from where the configuration says, without end. */
    public static Source<RawRecord, ?, ?> source(SourceConfig config) {
        return guarded(builder(config), config);
    }

    /**
     * The records of the topic up to given offsets, after which the source ends. It waits for
     * records that are not there yet. A job that is restored from a savepoint of an endless source
     * goes on without end: what Flink knows of a partition it takes from there.
     *
     * @param endOffsets for each partition of the topic the offset after its last record
     */
    public static Source<RawRecord, ?, ?> source(
            SourceConfig config, Map<Integer, Long> endOffsets) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        endOffsets.forEach(
                (partition, offset) ->
                        ends.put(new TopicPartition(config.topic(), partition), offset));
        return guarded(builder(config).setBounded(OffsetsInitializer.offsets(ends)), config);
    }

    private static GuardedSource guarded(
            KafkaSourceBuilder<RawRecord> builder, SourceConfig config) {
        return new GuardedSource(builder.build(), config.topic());
    }

    private static KafkaSourceBuilder<RawRecord> builder(SourceConfig config) {
        return KafkaSource.<RawRecord>builder()
                // A record of a transaction that was given up never was.
                .setProperty("isolation.level", "read_committed")
                .setProperties(ClientProperties.of(config))
                .setTopics(config.topic())
                .setGroupId(config.groupId())
                .setStartingOffsets(new StartOffsets(config.start()))
                .setDeserializer(new RawRecordSchema());
    }
}
