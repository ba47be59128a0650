package io.millrace.job;

import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.Schema;
import io.millrace.learn.LearnerConfig;
import io.millrace.operator.AdmitOperator;
import io.millrace.operator.CleanOperator;
import io.millrace.operator.EvaluateOperator;
import io.millrace.operator.ParseOperator;
import io.millrace.operator.RebalanceOperator;
import io.millrace.operator.StageOperator;
import io.millrace.operator.TrainOperator;
import java.util.List;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The operators of the job, which fail where the {@link FaultPlan} says: before or after a record.
 */
final class FaultyOperators {

    private FaultyOperators() {}

    static TrainOperators of(RecordParser parser, LearnerConfig learner, List<Page> initialModel) {
        Schema schema = learner.schema();
        return new TrainOperators(
                new ParseOperator(parser, learner.admit().deduplicate() > 0) {
                    @Override
                    public void processElement(StreamRecord<RawRecord> record) {
                        FaultPlan.pass(Uids.PARSE);
                        super.processElement(record);
                        FaultPlan.pass(Uids.PARSE);
                    }
                },
                new AdmitOperator(learner.admit(), schema, initialModel) {
                    @Override
                    public void processElement(StreamRecord<LearningEvent> record)
                            throws Exception {
                        FaultPlan.pass(Uids.ADMIT);
                        super.processElement(record);
                        FaultPlan.pass(Uids.ADMIT);
                    }
                },
                new CleanOperator(learner.clean(), schema) {
                    @Override
                    public void processElement(StreamRecord<LearningEvent> record)
                            throws Exception {
                        FaultPlan.pass(Uids.CLEAN);
                        super.processElement(record);
                        FaultPlan.pass(Uids.CLEAN);
                    }
                },
                new StageOperator<>(learner.normalize(), schema) {
                    @Override
                    public void processElement(StreamRecord<LearningEvent> record)
                            throws Exception {
                        FaultPlan.pass(Uids.NORMALIZE);
                        super.processElement(record);
                        FaultPlan.pass(Uids.NORMALIZE);
                    }

                    @Override
                    public void snapshotState(StateSnapshotContext context) throws Exception {
                        super.snapshotState(context);
                        FaultPlan.pass("snapshot");
                    }
                },
                new RebalanceOperator(learner.rebalance(), schema) {
                    @Override
                    public void processElement(StreamRecord<LearningEvent> record)
                            throws Exception {
                        FaultPlan.pass(Uids.REBALANCE);
                        super.processElement(record);
                        FaultPlan.pass(Uids.REBALANCE);
                    }
                },
                new TrainOperator(learner.train(), schema) {
                    @Override
                    public void processElement(StreamRecord<LearningEvent> record)
                            throws Exception {
                        FaultPlan.pass(Uids.TRAIN);
                        super.processElement(record);
                        FaultPlan.pass(Uids.TRAIN);
                    }

                    @Override
                    public void initializeState(StateInitializationContext context)
                            throws Exception {
                        super.initializeState(context);
                        if (context.isRestored()) {
                            FaultPlan.pass("restore");
                        }
                    }
                },
                new EvaluateOperator(learner.evaluate(), schema, true) {
                    @Override
                    public void processElement(StreamRecord<LearningEvent> record)
                            throws Exception {
                        FaultPlan.pass(Uids.EVALUATE);
                        super.processElement(record);
                        FaultPlan.pass(Uids.EVALUATE);
                    }

                    @Override
                    public void notifyCheckpointComplete(long checkpointId) throws Exception {
                        super.notifyCheckpointComplete(checkpointId);
                        FaultPlan.checkpointed();
                    }
                });
    }
}
