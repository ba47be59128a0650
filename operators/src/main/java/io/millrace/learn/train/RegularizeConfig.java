package io.millrace.learn.train;

import java.io.Serializable;

/**
 * What keeps a model simple, beside L2 and clipping.
 *
 * @param l1 strength of the penalty {@code l1 |w|₁} on the weights (not the biases), 0 or more;
 *     with L2 an elastic net (Zou & Hastie, 2005)
 * @param maxNorm weights into one unit of a larger Euclidean norm are scaled down to it; 0 for
 *     never
 * @param holdOut one sample in this many is scored and never learned; 0 for none
 */
public record RegularizeConfig(double l1, double maxNorm, int holdOut) implements Serializable {

    public RegularizeConfig {
        TrainConfig.requireNotNegative("l1", l1);
        TrainConfig.requireNotNegative("max norm", maxNorm);
        if (holdOut < 0 || holdOut == 1) {
            throw new IllegalArgumentException(
                    "hold-out must be 0 or at least 2, or nothing is learned; got " + holdOut);
        }
    }

    /** Nothing of it. */
    public static RegularizeConfig none() {
        return new RegularizeConfig(0, 0, 0);
    }
}
