package io.millrace.operator;

import io.millrace.data.Schema;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.clean.CleanConfig;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.history.HistoryConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.rebalance.RebalanceConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import io.millrace.learn.train.TrainConfig;
import io.millrace.learn.train.TrainConfig.Compute;
import java.util.List;

/** Learners over {@link TestStream} that use as much state as stages can have. */
public final class TestLearners {

    private TestLearners() {}

    /** Mini-batches that do not divide anything, under-sampling, Adam, and short windows. */
    public static LearnerConfig batchesOfAnImbalancedStream(boolean keyed) {
        return learner(
                keyed,
                RebalanceConfig.Method.UNDERSAMPLE,
                0,
                ModelConfig.linear(),
                7,
                Compute.AUTO);
    }

    /** Row by row, with weights for the rare class. */
    public static LearnerConfig rows(boolean keyed) {
        return learner(
                keyed, RebalanceConfig.Method.WEIGHTS, 0, ModelConfig.linear(), 1, Compute.AUTO);
    }

    /** The same mini-batches, with inputs from the samples before. */
    public static LearnerConfig batchesWithHistory(boolean keyed) {
        return batchesOfAnImbalancedStream(keyed)
                .with(
                        new HistoryConfig(
                                List.of(1, 30), List.of("a"), List.of(20.0), List.of("d", "c")));
    }

    /** Row by row, with synthetic samples beside those of the rare class. */
    public static LearnerConfig rowsWithAugmentation(boolean keyed) {
        return learner(
                keyed, RebalanceConfig.Method.WEIGHTS, 2, ModelConfig.linear(), 1, Compute.AUTO);
    }

    /** A multi-layer perceptron in mini-batches, whose arithmetic ND4J does. */
    public static LearnerConfig perceptronOnNd4j(boolean keyed) {
        return learner(
                keyed, RebalanceConfig.Method.WEIGHTS, 0, ModelConfig.mlp(6, 3), 5, Compute.ND4J);
    }

    private static LearnerConfig learner(
            boolean keyed,
            RebalanceConfig.Method rebalancing,
            int augment,
            ModelConfig model,
            int batchSize,
            Compute compute) {
        Schema schema = TestStream.schema(keyed);
        return new LearnerConfig(
                schema,
                new AdmitConfig(40, 0),
                new CleanConfig(CleanConfig.Missing.MEAN, 0, 4),
                NormalizeConfig.defaults(),
                new RebalanceConfig(rebalancing, 200, 0.5, 100, true, augment, 0.1f, 1),
                new TrainConfig(
                        model,
                        OptimizerConfig.adam(0.01),
                        ScheduleConfig.constant(),
                        batchSize,
                        1,
                        0.001,
                        0,
                        0,
                        compute),
                new EvaluateConfig(50, 1_000, 100, 0, 0.99));
    }
}
