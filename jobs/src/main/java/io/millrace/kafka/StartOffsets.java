package io.millrace.kafka;

import io.millrace.config.SourceConfig.Start;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a job without a checkpoint begins to read.
 *
 * <p>The connector's own initializers also say what happens when a position is no longer in the
 * topic: they move on to its beginning or end. A position out of a checkpoint whose records have
 * been deleted would so be left behind in silence, hence these let the consumer fail instead.
 */
record StartOffsets(Start start) implements OffsetsInitializer {

    private static final long serialVersionUID = 1L;

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        long marker =
                start == Start.LATEST
                        ? KafkaPartitionSplit.LATEST_OFFSET
                        : KafkaPartitionSplit.EARLIEST_OFFSET;
        Map<TopicPartition, Long> offsets = new HashMap<>();
        partitions.forEach(partition -> offsets.put(partition, marker));
        if (start == Start.COMMITTED) {
            offsets.putAll(retriever.committedOffsets(partitions));
        }
        return offsets;
    }

    @Override
    @SuppressWarnings("deprecation") // The connector has no other type to say it with.
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.NONE;
    }
}
