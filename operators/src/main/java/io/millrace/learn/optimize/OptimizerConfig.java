package io.millrace.learn.optimize;

import java.io.Serializable;

/**
 * Which optimizer.
 *
 * @param kind the update rule
 * @param learningRate base rate, multiplied by the schedule; positive
 * @param momentum of {@code SGD}, within [0, 1)
 * @param beta1 decay of {@code ADAM}'s first moment, within [0, 1)
 * @param beta2 decay of its second moment, within [0, 1) and above {@code beta1²}
 * @param epsilon added to the root of the second moment; positive
 * @param biasCorrection whether the moments are corrected for starting at zero
 */
public record OptimizerConfig(
        Kind kind,
        double learningRate,
        double momentum,
        double beta1,
        double beta2,
        double epsilon,
        boolean biasCorrection)
        implements Serializable {

    /** An update rule. */
    public enum Kind {
        /** Stochastic gradient descent; gradient descent when a batch is the whole data. */
        SGD,
        /** Kingma & Ba, ICLR 2015. */
        ADAM
    }

    public OptimizerConfig {
        requirePositive("learning rate", learningRate);
        requireFraction("momentum", momentum);
        requireFraction("beta1", beta1);
        requireFraction("beta2", beta2);
        requirePositive("epsilon", epsilon);
        if (kind == Kind.ADAM && beta1 * beta1 >= beta2) {
            throw new IllegalArgumentException(
                    "beta2 must be above beta1 squared, or steps have no bound; got beta1 "
                            + beta1
                            + " and beta2 "
                            + beta2);
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be positive, got " + value);
        }
    }

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be within [0, 1), got " + value);
        }
    }

    /**
     * What the optimizer keeps from one step to the next: {@code none}, {@code velocity} or {@code
     * moments}. It can go on from what another of the same memory left.
     */
    public String memory() {
        if (kind == Kind.ADAM) {
            return "moments";
        }
        return momentum > 0 ? "velocity" : "none";
    }

    public static OptimizerConfig sgd(double learningRate) {
        return new OptimizerConfig(Kind.SGD, learningRate, 0, 0.9, 0.999, 1e-8, true);
    }

    public static OptimizerConfig adam(double learningRate) {
        return new OptimizerConfig(Kind.ADAM, learningRate, 0, 0.9, 0.999, 1e-8, true);
    }
}
