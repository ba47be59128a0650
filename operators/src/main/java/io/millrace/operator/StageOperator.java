package io.millrace.operator;

import io.millrace.data.Adopt;
import io.millrace.data.LearningEvent;
import io.millrace.data.Rejected;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Snapshot;
import io.millrace.learn.Stage;
import io.millrace.learn.StageConfig;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * A stage that lets every event pass and leaves its mark on samples: clean, normalize, and the
 * like.
 *
 * @param <S> the stage
 */
public class StageOperator<S extends Stage> extends KeyedStageOperator<S, LearningEvent> {

    public StageOperator(StageConfig<S> config, Schema schema) {
        super(config, schema);
    }

    @Override
    void onSample(KeyedStages.Bound<S> bound, Sample sample, StreamRecord<LearningEvent> record)
            throws Exception {
        bound.stage().process(sample);
        output.collect(record);
    }

    @Override
    void onRejected(Rejected rejected, StreamRecord<LearningEvent> record) throws Exception {
        output.collect(record);
    }

    @Override
    void onSnapshot(Snapshot snapshot, StreamRecord<LearningEvent> record) {
        output.collect(record);
    }

    @Override
    void onAdopt(Adopt adopt, StreamRecord<LearningEvent> record) {
        output.collect(record);
    }
}
