package io.millrace.operator;

import io.millrace.data.Page;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.learn.LearnerConfig;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

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

    /** Restores the parameters, and begins with a fresh optimizer. */
    public static TrainOperator forgetsTheOptimizer(LearnerConfig learner) {
        return new TrainOperator(learner.train(), learner.schema()) {
            @Override
            public void initializeState(StateInitializationContext context) throws Exception {
                super.initializeState(context);
                if (context.isRestored()) {
                    eachPage(
                            this,
                            page -> {
                                Arrays.fill((float[]) page.arrays().get("adam.m"), 0);
                                Arrays.fill((float[]) page.arrays().get("adam.v"), 0);
                            });
                }
            }
        };
    }

    /** Drops the mini-batch that is not full at each checkpoint. */
    public static TrainOperator dropsThePendingBatch(LearnerConfig learner) {
        return new TrainOperator(learner.train(), learner.schema()) {
            @Override
            public void snapshotState(StateSnapshotContext context) throws Exception {
                eachPage(this, page -> page.ints("pendingSize", 1)[0] = 0);
                super.snapshotState(context);
            }
        };
    }

    /** Begins with version 1 again after a restart. */
    public static AdmitOperator renumbersVersions(LearnerConfig learner) {
        return new AdmitOperator(learner.admit(), learner.schema(), List.of()) {
            @Override
            public void initializeState(StateInitializationContext context) throws Exception {
                super.initializeState(context);
                if (context.isRestored()) {
                    eachPage(this, page -> page.longs("version", 1)[0] = 0);
                }
            }
        };
    }

    /** Says nothing of the records that it cannot parse. */
    public static ParseOperator swallowsPoison(RecordParser parser) {
        return new ParseOperator(parser) {
            @Override
            public void processElement(StreamRecord<RawRecord> record) {
                if (!TestStream.isBroken(record.getValue().offset())) {
                    super.processElement(record);
                }
            }
        };
    }

    private static void eachPage(KeyedStageOperator<?, ?> operator, Consumer<Page> change)
            throws Exception {
        for (String key : operator.keys()) {
            operator.setCurrentKey(key);
            change.accept(operator.stages().of(key).page());
        }
    }
}
