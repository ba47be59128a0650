package io.millrace.learn.train;

import io.millrace.data.Page;
import io.millrace.learn.model.Network;
import io.millrace.learn.optimize.Optimizer;
import io.millrace.learn.schedule.LearningRate;
import org.jspecify.annotations.Nullable;

/**
 * When a step may be taken, and how large it is: learning rate, penalty, clipping by norm and the
 * guard against numbers without end.
 *
 * <p>The guard looks ahead. Whatever could leave a number in the state that is not finite is
 * refused before anything is touched: a step is taken only if neither its rate nor a component of
 * its gradient nor the move of a parameter can be above {@value #LIMIT}, a limit that leaves
 * squares of floats finite, and that many steps would have to reach many times over to overflow a
 * parameter.
 */
final class Descent {

    static final double LIMIT = 1e18;

    private final Optimizer optimizer;
    private final LearningRate learningRate;
    private final double l2;
    private final double clipNorm;
    private final @Nullable Constraints constraints;
    private double rate;

    Descent(
            TrainConfig config,
            Page page,
            Network network,
            float[] params,
            LearningRate learningRate) {
        this.optimizer = Optimizer.bind(config.optimizer(), page, params);
        if (config.compute() != TrainConfig.Compute.LOOPS) {
            load();
        }
        this.learningRate = learningRate;
        this.l2 = config.l2();
        this.clipNorm = config.clipNorm();
        RegularizeConfig regularize = config.regularize();
        this.constraints =
                regularize.l1() > 0 || regularize.maxNorm() > 0
                        ? new Constraints(regularize, network)
                        : null;
    }

    /** Now, and not when the first sample comes; a scorer, which is all loops, never needs it. */
    private void load() {
        try {
            optimizer.load();
        } catch (LinkageError e) {
            throw new MissingNd4jException(e, "choose another optimizer.type");
        }
    }

    /** Strength of the penalty on weights. */
    float l2() {
        return (float) l2;
    }

    /** What a gradient of this Euclidean norm is to be multiplied by: at most 1. */
    double clip(double norm) {
        return clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
    }

    /**
     * Starts a step, if it is safe.
     *
     * @param gradientNorm Euclidean norm of the gradient after clipping; may be anything
     * @param weightNorm Euclidean norm of the weights that get a penalty in this step
     * @return the optimizer to take the step with, or null if it must not be taken
     */
    @Nullable Optimizer begin(double gradientNorm, double weightNorm) {
        rate = learningRate.next();
        double largest = gradientNorm + l2 * weightNorm;
        // Written so that a NaN is refused.
        boolean safe =
                rate <= LIMIT && largest <= LIMIT && optimizer.largestMove(largest, rate) <= LIMIT;
        if (!safe) {
            return null;
        }
        learningRate.advance();
        optimizer.begin(rate, largest);
        return optimizer;
    }

    /**
     * Ends a step that was begun and taken.
     *
     * @param touched inputs of the sparse tail in it, of which the first {@code count} are read
     */
    void end(float[] params, int[] touched, int count) {
        if (constraints != null) {
            constraints.apply(params, rate, touched, count);
        }
    }

    /** See {@link Optimizer#restart}. */
    void restart(float[] params) {
        optimizer.restart(params);
    }
}
