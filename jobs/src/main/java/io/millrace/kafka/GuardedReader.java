package io.millrace.kafka;

import io.millrace.data.RawRecord;
import io.millrace.operator.UnrecoverableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;

/**
 * The connector's reader, but a position that is no longer in the topic ends the job if a restart
 * would come back to it, again and again: if it is that of a checkpoint, or of the consumer group.
 *
 * <p>Until a checkpoint holds a position, a restart begins where the configuration says, as at the
 * earliest record that there is by then. What the job had made of the records before those goes
 * with the failure, so that no gap is left within what it learned.
 */
final class GuardedReader implements SourceReader<RawRecord, KafkaPartitionSplit> {

    private static final long FROM_THE_START = Long.MIN_VALUE;

    private final SourceReader<RawRecord, KafkaPartitionSplit> reader;
    private final String topic;

    /** The first checkpoint that holds a position in a partition. */
    private final Map<TopicPartition, Long> held = new HashMap<>();

    private long completed = FROM_THE_START;

    GuardedReader(SourceReader<RawRecord, KafkaPartitionSplit> reader, String topic) {
        this.reader = reader;
        this.topic = topic;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
        try {
            return reader.pollNext(output);
        } catch (RuntimeException e) {
            throw Causes.find(e, InvalidOffsetException.class)
                    .<RuntimeException>map(cause -> gone(cause, e))
                    .orElse(e);
        }
    }

    private RuntimeException gone(InvalidOffsetException cause, RuntimeException e) {
        String what =
                String.format(
                        "source.topic: records of '%s' that the job has yet to read are gone: %s."
                                + " They were deleted before their time, or the topic was made"
                                + " anew.",
                        topic, cause.getMessage());
        return cause.partitions().stream().anyMatch(this::isHeld)
                ? new UnrecoverableException(
                        what
                                + " Start the job without a savepoint, and source.start other than"
                                + " committed; with model.initial what it learned stays",
                        e)
                : new FlinkRuntimeException(
                        what + " No checkpoint needs them yet: it begins anew at source.start", e);
    }

    private boolean isHeld(TopicPartition partition) {
        return held.getOrDefault(partition, Long.MAX_VALUE) <= completed;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        hold(splits, FROM_THE_START);
        reader.addSplits(splits);
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
        List<KafkaPartitionSplit> splits = reader.snapshotState(checkpointId);
        hold(splits, checkpointId);
        return splits;
    }

    /** Below 0 is no position, but the beginning or the end as it is when the reading begins. */
    private void hold(List<KafkaPartitionSplit> splits, long checkpointId) {
        for (KafkaPartitionSplit split : splits) {
            if (split.getStartingOffset() >= 0) {
                held.putIfAbsent(split.getTopicPartition(), checkpointId);
            }
        }
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        completed = checkpointId;
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return reader.isAvailable();
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
        reader.pauseOrResumeSplits(pause, resume);
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }
}
