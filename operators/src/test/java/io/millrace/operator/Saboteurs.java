package io.millrace.operator;

import io.millrace.learn.LearnerConfig;
import org.apache.flink.runtime.state.StateSnapshotContext;

/** Operators that are broken on purpose, each in one way that a test must catch. */
public final class Saboteurs {

    private Saboteurs() {}

    /** Writes its pages back at a checkpoint, and goes on with them: see {@link KeyedStages}. */
    public static TrainOperator keepsItsPages(LearnerConfig learner) {
        return new TrainOperator(learner.train(), learner.schema()) {
            @Override
            public void snapshotState(StateSnapshotContext context) throws Exception {
                stages().writeBack();
            }
        };
    }
}
