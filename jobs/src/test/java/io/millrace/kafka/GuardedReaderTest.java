package io.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.RawRecord;
import io.millrace.operator.UnrecoverableException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** To which positions that are gone a restart would come back. */
class GuardedReaderTest {

    private static final TopicPartition FIRST = new TopicPartition("samples", 0);
    private static final TopicPartition SECOND = new TopicPartition("samples", 1);

    private List<KafkaPartitionSplit> splits = List.of();
    private TopicPartition gone = FIRST;
    private final GuardedReader reader = new GuardedReader(connector(), "samples");

    @Test
    void aCheckpointsIsUnrecoverable() {
        reader.addSplits(List.of(at(FIRST, 0), at(SECOND, KafkaPartitionSplit.EARLIEST_OFFSET)));
        assertUnrecoverable();
        gone = SECOND;
        assertRecoverable();
    }

    @Test
    void theBeginningIsNotUntilACheckpointHoldsAPosition() throws Exception {
        reader.addSplits(List.of(at(FIRST, KafkaPartitionSplit.EARLIEST_OFFSET)));
        assertRecoverable();
        checkpoint(1, KafkaPartitionSplit.EARLIEST_OFFSET);
        reader.notifyCheckpointComplete(1);
        assertRecoverable();
        checkpoint(2, 5);
        reader.notifyCheckpointAborted(2);
        assertRecoverable();
        checkpoint(3, 6);
        checkpoint(4, 7);
        assertRecoverable();
        reader.notifyCheckpointComplete(3);
        assertUnrecoverable();
    }

    private void checkpoint(long id, long offset) {
        splits = List.of(at(FIRST, offset));
        reader.snapshotState(id);
    }

    private void assertUnrecoverable() {
        assertThatThrownBy(() -> reader.pollNext(null))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContaining("records of 'samples' that the job has yet to read are gone")
                .hasMessageContaining("model.initial");
    }

    private void assertRecoverable() {
        assertThatThrownBy(() -> reader.pollNext(null))
                .isExactlyInstanceOf(FlinkRuntimeException.class)
                .hasMessageContaining("are gone: Fetch position 7 is out of range")
                .hasMessageContaining("begins anew at source.start");
    }

    private static KafkaPartitionSplit at(TopicPartition partition, long offset) {
        return new KafkaPartitionSplit(partition, offset);
    }

    /** One whose position is not there, as the connector tells it. */
    @SuppressWarnings("unchecked")
    private SourceReader<RawRecord, KafkaPartitionSplit> connector() {
        return (SourceReader<RawRecord, KafkaPartitionSplit>)
                Proxy.newProxyInstance(
                        SourceReader.class.getClassLoader(),
                        new Class<?>[] {SourceReader.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "snapshotState" -> splits;
                                    case "pollNext" ->
                                            throw new IllegalStateException(
                                                    new OffsetOutOfRangeException(
                                                            "Fetch position 7 is out of range",
                                                            Map.of(gone, 7L)));
                                    default -> null;
                                });
    }
}
