package io.millrace.job;

import io.millrace.job.Fault.Moment;
import java.util.List;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.core.io.InputStatus;

/** The numbers from 0 on, at the {@link Pace} of the test, by a reader that fails if planned. */
final class FaultySource extends NumberSequenceSource {

    private static final long serialVersionUID = 1L;

    FaultySource(long count) {
        super(0, count - 1);
    }

    @Override
    public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext context) {
        return new IteratorSourceReader<>(context) {
            @Override
            public InputStatus pollNext(ReaderOutput<Long> output) {
                FaultPlan.pass(Uids.SOURCE, Moment.BEFORE);
                InputStatus status = super.pollNext(output);
                FaultPlan.pass(Uids.SOURCE, Moment.AFTER);
                return status;
            }

            @Override
            public List<NumberSequenceSplit> snapshotState(long checkpoint) {
                FaultPlan.barrier(checkpoint);
                List<NumberSequenceSplit> splits = super.snapshotState(checkpoint);
                FaultPlan.pass(Uids.SOURCE, Moment.SNAPSHOT);
                return splits;
            }
        };
    }
}
