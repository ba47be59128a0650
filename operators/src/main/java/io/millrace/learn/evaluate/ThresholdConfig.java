package io.millrace.learn.evaluate;

import java.io.Serializable;

/**
 * From which probability of the second of two classes on it is the answer. The probability stays
 * what it is.
 *
 * @param criterion what the threshold is to be best for
 * @param halfLife samples after which a score counts half in the choice; positive
 * @param falsePositive what it costs to say the second class of a sample of the first; 0 or more
 * @param falseNegative what it costs to say the first class of a sample of the second; 0 or more,
 *     and not both 0
 */
public record ThresholdConfig(
        Criterion criterion, double halfLife, double falsePositive, double falseNegative)
        implements Serializable {

    /** What a threshold is best for. */
    public enum Criterion {
        /** Nothing: the more probable class is the answer. */
        HALF,
        /** F1 of the second class. */
        F1,
        /** The geometric mean of both recalls. */
        G_MEAN,
        /** The arithmetic mean of both recalls. */
        BALANCED_ACCURACY,
        /** The sum of what wrong answers cost. */
        COST
    }

    public ThresholdConfig {
        if (!(halfLife > 0) || Double.isInfinite(halfLife)) {
            throw new IllegalArgumentException(
                    "threshold-half-life must be positive, got " + halfLife);
        }
        if (!(falsePositive >= 0 && falseNegative >= 0 && falsePositive + falseNegative > 0)
                || Double.isInfinite(falsePositive + falseNegative)) {
            throw new IllegalArgumentException(
                    String.format(
                            "false-positive-cost and false-negative-cost must be 0 or more, and not"
                                    + " both 0, got %s and %s",
                            falsePositive, falseNegative));
        }
    }

    /** The more probable class is the answer. */
    public static ThresholdConfig half() {
        return new ThresholdConfig(Criterion.HALF, 10_000, 1, 1);
    }
}
