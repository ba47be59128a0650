package io.millrace.kafka;

import io.millrace.data.RawRecord;
import io.millrace.operator.UnrecoverableException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.kafka.clients.consumer.InvalidOffsetException;

/**
 * The connector's source, but a position that is no longer in the topic ends the job: a restart
 * would come back to the same position, again and again.
 */
final class GuardedSource
        implements Source<RawRecord, KafkaPartitionSplit, KafkaSourceEnumState>,
                ResultTypeQueryable<RawRecord>,
                LineageVertexProvider {

    private static final long serialVersionUID = 1L;

    private final KafkaSource<RawRecord> source;
    private final String topic;

    GuardedSource(KafkaSource<RawRecord> source, String topic) {
        this.source = source;
        this.topic = topic;
    }

    @Override
    public SourceReader<RawRecord, KafkaPartitionSplit> createReader(SourceReaderContext context)
            throws Exception {
        return new Reader(source.createReader(context), topic);
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
            throws Exception {
        return source.restoreEnumerator(context, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return source.getProducedType();
    }

    @Override
    public LineageVertex getLineageVertex() {
        return source.getLineageVertex();
    }

    private record Reader(SourceReader<RawRecord, KafkaPartitionSplit> reader, String topic)
            implements SourceReader<RawRecord, KafkaPartitionSplit> {

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

        private UnrecoverableException gone(InvalidOffsetException cause, RuntimeException e) {
            return new UnrecoverableException(
                    String.format(
                            "source.topic: records of '%s' that the job has yet to read are gone:"
                                    + " %s. They were deleted before their time, or the topic was"
                                    + " made anew. Start the job without a savepoint; with"
                                    + " model.initial what it learned stays",
                            topic, cause.getMessage()),
                    e);
        }

        @Override
        public void start() {
            reader.start();
        }

        @Override
        public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
            return reader.snapshotState(checkpointId);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return reader.isAvailable();
        }

        @Override
        public void addSplits(List<KafkaPartitionSplit> splits) {
            reader.addSplits(splits);
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
        public void notifyCheckpointComplete(long checkpointId) throws Exception {
            reader.notifyCheckpointComplete(checkpointId);
        }

        @Override
        public void notifyCheckpointAborted(long checkpointId) throws Exception {
            reader.notifyCheckpointAborted(checkpointId);
        }

        @Override
        public void close() throws Exception {
            reader.close();
        }
    }
}
