package io.millrace.learn.optimize;

import java.io.Serializable;

/**
 * Whether an average of the parameters is served in the place of the parameters.
 *
 * @param kind the weights of the average
 * @param after steps before which the average is the parameters as they are, so that it is one of
 *     the tail; 0 or more
 * @param halfLife of {@code EXPONENTIAL}: steps in which a weight falls to half; positive
 */
public record AverageConfig(Kind kind, long after, double halfLife) implements Serializable {

    /** The weights of an average. */
    public enum Kind {
        /** No average. */
        NONE,
        /** All steps weigh the same: Polyak & Juditsky, 1992. */
        UNIFORM,
        /** The latest steps weigh most. */
        EXPONENTIAL
    }

    public AverageConfig {
        if (after < 0) {
            throw new IllegalArgumentException("average after must be 0 or more, got " + after);
        }
        OptimizerConfig.requirePositive("half-life of the average", halfLife);
    }

    /** No average. */
    public static AverageConfig none() {
        return new AverageConfig(Kind.NONE, 0, 1_000);
    }
}
