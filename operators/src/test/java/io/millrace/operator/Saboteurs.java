package io.millrace.operator;

import io.millrace.data.Page;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.learn.LearnerConfig;
import java.lang.reflect.Array;
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

    /** Begins every window anew after a restart, those of time as well. */
    public static EvaluateOperator dropsOpenWindows(LearnerConfig learner) {
        return new EvaluateOperator(learner.evaluate(), learner.schema(), true) {
            @Override
            public void initializeState(StateInitializationContext context) throws Exception {
                super.initializeState(context);
                if (context.isRestored()) {
                    eachPage(this, Saboteurs::emptyWindows);
                }
            }
        };
    }

    private static void emptyWindows(Page page) {
        page.arrays()
                .forEach(
                        (name, array) -> {
                            if (name.startsWith("window.") || name.startsWith("time.")) {
                                for (int i = 0; i < Array.getLength(array); i++) {
                                    Array.setByte(array, i, (byte) 0);
                                }
                            }
                        });
    }

    /** Gives each of two models the page of the other after a restart. */
    public static TrainOperator swapsTwoModels(LearnerConfig learner) {
        return new TrainOperator(learner.train(), learner.schema()) {
            @Override
            public void initializeState(StateInitializationContext context) throws Exception {
                super.initializeState(context);
                List<String> keys = context.isRestored() ? keys() : List.of();
                if (keys.size() > 1) {
                    Page first = take(keys.get(0));
                    Page second = take(keys.get(1));
                    setCurrentKey(keys.get(0));
                    stages().replace(keys.get(0), second);
                    setCurrentKey(keys.get(1));
                    stages().replace(keys.get(1), first);
                }
            }

            private Page take(String key) throws Exception {
                setCurrentKey(key);
                return stages().of(key).page().copy();
            }
        };
    }

    /** Lets one record in fifty be overtaken by the next, as two partitions read in turn would. */
    public static ParseOperator swapsNeighbours(RecordParser parser) {
        return new ParseOperator(parser) {
            private transient RawRecord held;

            @Override
            public void processElement(StreamRecord<RawRecord> record) {
                if (held == null && record.getValue().offset() % 50 == 7) {
                    held = record.getValue();
                    return;
                }
                super.processElement(record);
                if (held != null) {
                    RawRecord late = held;
                    held = null;
                    super.processElement(new StreamRecord<>(late));
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
