package io.millrace.learn.loss;

import io.millrace.data.Target;
import io.millrace.data.Target.Classification;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which loss, and its shape.
 *
 * @param kind the loss
 * @param delta where {@code HUBER} goes from squares to absolute values, in standard deviations of
 *     the label; positive
 * @param tau the quantile that {@code QUANTILE} predicts, within (0, 1)
 * @param gamma how much {@code FOCAL} turns away from what is already right, 0 or more; 0 is
 *     cross-entropy
 * @param smoothing the share of a label that cross-entropy ({@code AUTO}, {@code LOGISTIC}, {@code
 *     SOFTMAX}) spreads over all classes, within [0, 1)
 */
public record LossConfig(Kind kind, double delta, double tau, double gamma, double smoothing)
        implements Serializable {

    /** A loss; r is the raw score, t the target, both in standard units for a regression. */
    public enum Kind {
        /** By the target: {@code SQUARED}, {@code LOGISTIC} or {@code SOFTMAX}. */
        AUTO,
        /** {@code ½ (r - t)²}: predicts the mean. */
        SQUARED,
        /** {@code |r - t|}: predicts the median. */
        ABSOLUTE,
        /** Huber (1964): squares near the target, absolute values far from it. */
        HUBER,
        /** Koenker & Bassett (1978): predicts a quantile. */
        QUANTILE,
        /** For counts: Poisson regression with a logarithmic link (Nelder & Wedderburn, 1972). */
        POISSON,
        /** Cross-entropy of two classes. */
        LOGISTIC,
        /** Cross-entropy of any number of classes, with one score each. */
        SOFTMAX,
        /** Lin et al. (ICCV 2017): cross-entropy, less of it where the answer is right. */
        FOCAL,
        /** Two classes: {@code max(0, 1 - m)} of the margin m (Cortes & Vapnik, 1995). */
        HINGE,
        /** Two classes: {@code max(0, 1 - m)²}. */
        SQUARED_HINGE;

        /** Whether it can be had for a target. */
        public boolean fits(Target target) {
            return switch (this) {
                case AUTO -> true;
                case SQUARED, ABSOLUTE, HUBER, QUANTILE, POISSON ->
                        target instanceof Target.Regression;
                case SOFTMAX, FOCAL -> target instanceof Classification;
                case LOGISTIC, HINGE, SQUARED_HINGE ->
                        target instanceof Classification && target.size() == 2;
            };
        }

        /** All that can be had for a target. */
        public static List<Kind> allowed(Target target) {
            return Stream.of(values()).filter(kind -> kind.fits(target)).toList();
        }
    }

    public LossConfig {
        if (!(delta > 0) || Double.isInfinite(delta)) {
            throw new IllegalArgumentException("huber delta must be positive, got " + delta);
        }
        if (!(tau > 0 && tau < 1)) {
            throw new IllegalArgumentException("quantile must be within (0, 1), got " + tau);
        }
        if (!(gamma >= 0) || Double.isInfinite(gamma)) {
            throw new IllegalArgumentException("focal gamma must be 0 or more, got " + gamma);
        }
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException(
                    "label smoothing must be within [0, 1), got " + smoothing);
        }
    }

    /**
     * The loss that follows from the target; where another is chosen, the parameters of the papers:
     * a delta of 1.345 is 95 % efficient on Gaussian errors.
     */
    public static LossConfig defaults() {
        return of(Kind.AUTO);
    }

    /** A loss with the usual parameters. */
    public static LossConfig of(Kind kind) {
        return new LossConfig(kind, 1.345, 0.5, 2, 0);
    }
}
