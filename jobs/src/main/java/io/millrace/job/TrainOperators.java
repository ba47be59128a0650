package io.millrace.job;

import io.millrace.data.Page;
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

/** The operators of the chain, one a stage, in the order of the stream. */
record TrainOperators(
        ParseOperator parse,
        AdmitOperator admit,
        StageOperator<?> clean,
        StageOperator<?> normalize,
        StageOperator<?> rebalance,
        StageOperator<?> train,
        EvaluateOperator evaluate) {

    static TrainOperators of(
            RecordParser parser,
            LearnerConfig learner,
            List<Page> initialModel,
            boolean predictions) {
        Schema schema = learner.schema();
        return new TrainOperators(
                new ParseOperator(parser, learner.admit().deduplicate() > 0),
                new AdmitOperator(learner.admit(), schema, initialModel),
                new CleanOperator(learner.clean(), schema),
                new StageOperator<>(learner.normalize(), schema),
                new RebalanceOperator(learner.rebalance(), schema),
                new TrainOperator(learner.training(), schema),
                new EvaluateOperator(learner.evaluate(), schema, predictions));
    }
}
