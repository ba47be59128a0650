package io.millrace.learn.schedule;

import java.io.Serializable;

/**
 * How the learning rate changes with the number of steps (updates of the parameters) t = 0, 1, ...
 *
 * <p>With s = t / every, f the floor, and u = min(s, 1) for what has an end:
 *
 * <pre>
 * CONSTANT      1
 * STEP          decay^⌊s⌋
 * EXPONENTIAL   decay^s
 * INVERSE_TIME  1 / (1 + decay s)
 * POLYNOMIAL    f + (1 - f) (1 - u)^power
 * COSINE        f + (1 - f) (1 + cos πu) / 2           Loshchilov & Hutter, ICLR 2017, one period
 * CYCLIC        f + (1 - f) (1 - |1 - 2 (s mod 1)|)    Smith, WACV 2017, "triangular"
 * PLATEAU       decay^(times that the loss stopped falling), at least f: {@link Plateau}
 * </pre>
 *
 * @param kind the curve after warm-up
 * @param decay of {@code STEP}, {@code EXPONENTIAL}, {@code INVERSE_TIME} and {@code PLATEAU};
 *     positive
 * @param every steps of a period or until the end; samples for {@code PLATEAU}; positive
 * @param warmup steps over which the rate rises linearly from 1/warmup of its value; 0 for none
 * @param floor the least factor of {@code POLYNOMIAL}, {@code COSINE}, {@code CYCLIC} and {@code
 *     PLATEAU}, within [0, 1]
 * @param power of {@code POLYNOMIAL}, positive
 */
public record ScheduleConfig(
        Kind kind, double decay, long every, long warmup, double floor, double power)
        implements Serializable {

    /** The curve of the rate. */
    public enum Kind {
        CONSTANT,
        STEP,
        EXPONENTIAL,
        INVERSE_TIME,
        POLYNOMIAL,
        COSINE,
        CYCLIC,
        PLATEAU
    }

    public ScheduleConfig {
        requirePositive("decay", decay);
        requirePositive("power", power);
        if (every < 1) {
            throw new IllegalArgumentException("every must be at least 1, got " + every);
        }
        if (warmup < 0) {
            throw new IllegalArgumentException("warmup must be 0 or more, got " + warmup);
        }
        if (!(floor >= 0 && floor <= 1)) {
            throw new IllegalArgumentException("floor must be within [0, 1], got " + floor);
        }
        if (kind == Kind.PLATEAU && decay >= 1) {
            throw new IllegalArgumentException(
                    "decay must be below 1 for a plateau to lower the rate, got " + decay);
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be positive, got " + value);
        }
    }

    /**
     * The factor on the learning rate for a step, without that of a {@link Plateau}.
     *
     * @param step how many steps were taken before it
     */
    public double factor(long step) {
        double factor = curve(step);
        return step < warmup ? factor * (step + 1) / warmup : factor;
    }

    private double curve(long step) {
        double done = Math.min(1, (double) step / every);
        return switch (kind) {
            case CONSTANT, PLATEAU -> 1;
            case STEP -> StrictMath.pow(decay, step / every);
            case EXPONENTIAL -> StrictMath.pow(decay, (double) step / every);
            case INVERSE_TIME -> 1 / (1 + decay * step / every);
            case POLYNOMIAL -> aboveFloor(StrictMath.pow(1 - done, power));
            case COSINE -> aboveFloor((1 + StrictMath.cos(Math.PI * done)) / 2);
            case CYCLIC -> aboveFloor(1 - Math.abs(1 - 2.0 * (step % every) / every));
        };
    }

    private double aboveFloor(double height) {
        return floor + (1 - floor) * height;
    }

    public static ScheduleConfig constant() {
        return of(Kind.CONSTANT, 0.5, 10_000, 0);
    }

    /** A curve with the usual floor and power. */
    public static ScheduleConfig of(Kind kind, double decay, long every, long warmup) {
        return new ScheduleConfig(kind, decay, every, warmup, 0.01, 1);
    }
}
