package io.millrace.learn.optimize;

import java.io.Serializable;

/**
 * What {@link FtrlProximal} has besides its learning rate α.
 *
 * @param beta β: keeps the first steps short; positive
 * @param l1 λ1: weights that the sum of their gradients does not lift above it are zero; 0 or more
 * @param l2 λ2: pulls towards zero while there are few samples; 0 or more
 */
public record ProximalConfig(double beta, double l1, double l2) implements Serializable {

    public ProximalConfig {
        OptimizerConfig.requirePositive("beta", beta);
        requireNotNegative("l1", l1);
        requireNotNegative("l2", l2);
    }

    private static void requireNotNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be 0 or more, got " + value);
        }
    }

    /** β = 1, and no penalty. */
    public static ProximalConfig defaults() {
        return new ProximalConfig(1, 0, 0);
    }
}
