package io.millrace.learn.schedule;

import java.io.Serializable;

/**
 * How the learning rate changes with the number of steps (updates of the parameters) t = 0, 1, ...
 *
 * @param kind the curve after warm-up
 * @param decay {@code STEP}: factor each {@code every} steps; {@code EXPONENTIAL}: likewise, but
 *     smooth; {@code INVERSE_TIME}: 1 / (1 + decay t / every); positive
 * @param every steps, positive
 * @param warmup steps over which the rate rises linearly from 1/warmup of its value; 0 for none
 */
public record ScheduleConfig(Kind kind, double decay, long every, long warmup)
        implements Serializable {

    /** The curve of the rate. */
    public enum Kind {
        CONSTANT,
        STEP,
        EXPONENTIAL,
        INVERSE_TIME
    }

    public ScheduleConfig {
        if (!(decay > 0) || Double.isInfinite(decay)) {
            throw new IllegalArgumentException("decay must be positive, got " + decay);
        }
        if (every < 1) {
            throw new IllegalArgumentException("every must be at least 1, got " + every);
        }
        if (warmup < 0) {
            throw new IllegalArgumentException("warmup must be 0 or more, got " + warmup);
        }
    }

    /**
     * The factor on the learning rate for a step.
     *
     * @param step how many steps were taken before it
     */
    public double factor(long step) {
        double factor =
                switch (kind) {
                    case CONSTANT -> 1;
                    case STEP -> StrictMath.pow(decay, step / every);
                    case EXPONENTIAL -> StrictMath.pow(decay, (double) step / every);
                    case INVERSE_TIME -> 1 / (1 + decay * step / every);
                };
        return step < warmup ? factor * (step + 1) / warmup : factor;
    }

    public static ScheduleConfig constant() {
        return new ScheduleConfig(Kind.CONSTANT, 0.5, 10_000, 0);
    }
}
