package io.millrace.learn.optimize;

import java.io.Serializable;

/**
 * How far a passive-aggressive learner goes for one sample.
 *
 * @param aggressiveness C: for {@code PA_I} no step is longer, in units of the features; for {@code
 *     PA_II} it bounds steps softly; positive
 * @param insensitivity ε: errors up to it do not matter in a regression, in standard units; 0 or
 *     more
 */
public record AggressiveConfig(double aggressiveness, double insensitivity)
        implements Serializable {

    public AggressiveConfig {
        OptimizerConfig.requirePositive("aggressiveness", aggressiveness);
        if (!(insensitivity >= 0) || Double.isInfinite(insensitivity)) {
            throw new IllegalArgumentException(
                    "insensitivity must be 0 or more, got " + insensitivity);
        }
    }

    /** C = 0.1 and ε = 0.1. */
    public static AggressiveConfig defaults() {
        return new AggressiveConfig(0.1, 0.1);
    }
}
