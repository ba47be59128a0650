package io.millrace.job;

import io.millrace.data.Page;
import io.millrace.data.RecordParser;
import io.millrace.data.Schema;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.history.HistoryConfig;
import io.millrace.operator.AdmitOperator;
import io.millrace.operator.CleanOperator;
import io.millrace.operator.EvaluateOperator;
import io.millrace.operator.ParseOperator;
import io.millrace.operator.RebalanceOperator;
import io.millrace.operator.StageOperator;
import io.millrace.operator.TrainOperator;
import java.util.List;
import java.util.Optional;

/** The operators of the chain, one a stage, in the order of the stream. */
record TrainOperators(
        ParseOperator parse,
        AdmitOperator admit,
        StageOperator<?> clean,
        Optional<StageOperator<?>> history,
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
        Schema widened = learner.widened();
        return new TrainOperators(
                new ParseOperator(parser, learner.admit().deduplicate() > 0),
                new AdmitOperator(learner.admit(), schema, initialModel),
                new CleanOperator(learner.clean(), schema),
                Optional.of(learner.history())
                        .filter(HistoryConfig::isOn)
                        .map(history -> new StageOperator<>(history, schema)),
                new StageOperator<>(learner.normalize(), widened),
                new RebalanceOperator(learner.rebalance(), widened),
                new TrainOperator(learner.training(), widened),
                new EvaluateOperator(learner.evaluate(), widened, predictions));
    }
}
