package io.millrace.learn.train;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.StageConfig;
import io.millrace.learn.drift.DriftConfig;
import io.millrace.learn.loss.LossConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.schedule.ScheduleConfig;

/**
 * How parameters are learned.
 *
 * @param batchSize samples in a mini-batch; 1 learns row by row
 * @param epochs gradient steps taken on each mini-batch before it is dropped: 1 is mini-batch
 *     descent; more is gradient descent over a batch
 * @param l2 strength of the penalty {@code l2/2 |w|²} on the weights (not the biases); 0 or more
 * @param clipNorm gradients of a larger Euclidean norm are scaled down to it; 0 for never
 * @param clipValue gradient components are pulled into [-clipValue, clipValue]; 0 for never
 * @param compute what carries out the arithmetic
 * @param loss what a score costs; must fit the target of the schema
 * @param regularize what keeps the model simple besides
 * @param drift how a change of the stream is noticed, and what is done about it
 */
public record TrainConfig(
        ModelConfig model,
        OptimizerConfig optimizer,
        ScheduleConfig schedule,
        int batchSize,
        int epochs,
        double l2,
        double clipNorm,
        double clipValue,
        Compute compute,
        LossConfig loss,
        RegularizeConfig regularize,
        DriftConfig drift)
        implements StageConfig<Trainer> {

    /** What carries out the arithmetic. */
    public enum Compute {
        /** Loops for rows and small models, ND4J where its matrix products win. */
        AUTO,
        /** Plain loops over arrays. */
        LOOPS,
        /** ND4J arrays; the row-by-row linear model stays in loops. */
        ND4J
    }

    public TrainConfig {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size must be at least 1, got " + batchSize);
        }
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, got " + epochs);
        }
        requireNotNegative("l2", l2);
        requireNotNegative("clip norm", clipNorm);
        requireNotNegative("clip value", clipValue);
        boolean constrained = regularize.l1() > 0 || regularize.maxNorm() > 0;
        boolean plain =
                batchSize == 1 && epochs == 1 && model.hidden().isEmpty() && model.factors() == 0;
        if (optimizer.kind().byFeatures() && !(plain && l2 == 0 && clipValue == 0)) {
            throw new IllegalArgumentException(
                    optimizer.kind()
                            + " learns linear models row by row, once each, without a penalty and"
                            + " without clipping by value");
        }
        if (constrained && !optimizer.kind().constrainable()) {
            throw new IllegalArgumentException(
                    optimizer.kind()
                            + " takes no weights that something else pulls at: l1 and max"
                            + " norm must be 0");
        }
    }

    /**
     * With the loss that follows from the target, no regularisation but L2 and clipping, and nobody
     * watching for drifts.
     */
    public TrainConfig(
            ModelConfig model,
            OptimizerConfig optimizer,
            ScheduleConfig schedule,
            int batchSize,
            int epochs,
            double l2,
            double clipNorm,
            double clipValue,
            Compute compute) {
        this(
                model,
                optimizer,
                schedule,
                batchSize,
                epochs,
                l2,
                clipNorm,
                clipValue,
                compute,
                LossConfig.defaults(),
                RegularizeConfig.none(),
                DriftConfig.none());
    }

    /** The same with another optimizer. */
    public TrainConfig with(OptimizerConfig other) {
        return with(model, other, loss, regularize, drift);
    }

    /** The same with another loss. */
    public TrainConfig with(LossConfig other) {
        return with(model, optimizer, other, regularize, drift);
    }

    /** The same for another model. */
    public TrainConfig with(ModelConfig other) {
        return with(other, optimizer, loss, regularize, drift);
    }

    /** The same with other regularisation. */
    public TrainConfig with(RegularizeConfig other) {
        return with(model, optimizer, loss, other, drift);
    }

    /** The same with another reaction to drifts. */
    public TrainConfig with(DriftConfig other) {
        return with(model, optimizer, loss, regularize, other);
    }

    private TrainConfig with(
            ModelConfig model,
            OptimizerConfig optimizer,
            LossConfig loss,
            RegularizeConfig regularize,
            DriftConfig drift) {
        return new TrainConfig(
                model,
                optimizer,
                schedule,
                batchSize,
                epochs,
                l2,
                clipNorm,
                clipValue,
                compute,
                loss,
                regularize,
                drift);
    }

    static void requireNotNegative(String name, double value) {
        if (!(value >= 0 && value <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " must be 0 or more, got " + value);
        }
    }

    /**
     * A linear model, row by row, with Adam. The rate was chosen among 0.001 to 0.03 on prefixes of
     * nine public streams. Without clipping, SGD on squared errors diverged on both regression
     * streams among them (linear from a rate of 0.03 on one, 0.1 on the other); with a norm of 10
     * it did not, on those two at rates up to 0.03, and a third stream (digits) scored as before.
     */
    public static TrainConfig defaults() {
        return new TrainConfig(
                ModelConfig.linear(),
                OptimizerConfig.adam(0.01),
                ScheduleConfig.constant(),
                1,
                1,
                0,
                10,
                0,
                Compute.AUTO);
    }

    @Override
    public String stage() {
        return "train";
    }

    @Override
    public Trainer bind(Page page, Schema schema) {
        return new Trainer(ReactingModel.bind(this, page, schema), page, schema, drift);
    }
}
