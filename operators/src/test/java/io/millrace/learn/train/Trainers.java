package io.millrace.learn.train;

import io.millrace.data.Schema;
import io.millrace.learn.Given;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import io.millrace.learn.train.TrainConfig.Compute;

/** Trainers by SGD at a constant rate, and five samples of two inputs to try them with. */
final class Trainers {

    static final float[][] X = {{0.5f, -1}, {1.5f, 2}, {-0.75f, 0.25f}, {2, -0.5f}, {-1.25f, 1}};
    static final double[] CLASSES = {0, 1, 0, 1, 1};
    static final Schema BINARY = Given.numeric(2, Given.BINARY);
    static final Schema REGRESSION = Given.numeric(2, Given.REGRESSION);

    private Trainers() {}

    /** A linear model by SGD at a constant rate, row by row, with nothing else on. */
    static TrainConfig sgd(double rate) {
        return sgd(rate, 1, 1, 0);
    }

    /** The same with its gradient written down: a limit that is never reached. */
    static TrainConfig written(double rate) {
        return config(ModelConfig.linear(), rate, 1, 1, 0, 0, 1e9, Compute.LOOPS);
    }

    static TrainConfig sgd(double rate, int batch, int epochs, double l2) {
        return config(ModelConfig.linear(), rate, batch, epochs, l2, 0, 0, Compute.LOOPS);
    }

    static TrainConfig config(
            ModelConfig model,
            double rate,
            int batch,
            int epochs,
            double l2,
            double clipNorm,
            double clipValue,
            Compute compute) {
        return new TrainConfig(
                model,
                OptimizerConfig.sgd(rate),
                ScheduleConfig.constant(),
                batch,
                epochs,
                l2,
                clipNorm,
                clipValue,
                compute);
    }
}
