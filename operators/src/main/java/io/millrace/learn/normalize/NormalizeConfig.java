package io.millrace.learn.normalize;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.StageConfig;

/**
 * How numeric inputs are scaled.
 *
 * @param method the scaler
 * @param halfLife samples after which an observation counts half ({@code standard} only); 0 for
 *     never: all count alike
 * @param bound scaled values, those of the target too, are pulled into [-bound, bound]; positive. A
 *     column that was constant for long and then moves would otherwise get a score near the square
 *     root of its age
 * @param target whether a regression target is standardised too
 */
public record NormalizeConfig(Method method, double halfLife, float bound, boolean target)
        implements StageConfig<Normalizer> {

    /** A scaler. */
    public enum Method {
        /** Values as they are. */
        NONE,
        /** Subtract the mean, divide by the standard deviation (Welford). */
        STANDARD,
        /** Map the range seen so far onto [0, 1]. */
        MIN_MAX,
        /** Subtract the median, divide by the interquartile range, both estimated (P²). */
        ROBUST
    }

    public NormalizeConfig {
        if (!(halfLife >= 0) || Double.isInfinite(halfLife)) {
            throw new IllegalArgumentException("half-life must be 0 or more, got " + halfLife);
        }
        if (!(bound > 0) || Float.isInfinite(bound)) {
            throw new IllegalArgumentException("bound must be positive, got " + bound);
        }
    }

    public static NormalizeConfig defaults() {
        return new NormalizeConfig(Method.STANDARD, 0, 10f, true);
    }

    @Override
    public String stage() {
        return "normalize";
    }

    @Override
    public Normalizer bind(Page page, Schema schema) {
        return new Normalizer(this, page, schema);
    }
}
