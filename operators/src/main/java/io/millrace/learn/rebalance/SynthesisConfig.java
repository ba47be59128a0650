package io.millrace.learn.rebalance;

import java.io.Serializable;

/**
 * How the copies of a sample of a minority class are made.
 *
 * @param kind what a copy is
 * @param window how many of the last samples are remembered: for {@code SMOTE} those of minority
 *     classes, for {@code MIXUP} all; positive
 * @param neighbours of a class among them that a copy by {@code SMOTE} may lean to; positive
 * @param mixup the α of {@code MIXUP}, within [{@value #LEAST_ALPHA}, 1]: with less, a point lies
 *     nearer to one of the two
 * @param masking probability of an input to be left out under {@code MASKING}, within [0, 1]
 */
public record SynthesisConfig(Kind kind, int window, int neighbours, double mixup, double masking)
        implements Serializable {

    /** The least α: below, nearly all points are one of the two. */
    public static final double LEAST_ALPHA = 0.05;

    /** The largest window: each copy looks at all of it. */
    public static final int MOST_REMEMBERED = 10_000;

    /** What a copy is. */
    public enum Kind {
        /** The sample with Gaussian noise on its numeric inputs. */
        NOISE,
        /** A point between the sample and one of its nearest neighbours. */
        SMOTE,
        /** A point between the sample and any other, of both classes in proportion. */
        MIXUP,
        /** The sample without some of its inputs. */
        MASKING
    }

    public SynthesisConfig {
        if (window < 1 || window > MOST_REMEMBERED) {
            throw new IllegalArgumentException(
                    "augment-window must be within 1 and " + MOST_REMEMBERED + ", got " + window);
        }
        if (neighbours < 1) {
            throw new IllegalArgumentException("neighbours must be at least 1, got " + neighbours);
        }
        if (!(mixup >= LEAST_ALPHA && mixup <= 1)) {
            throw new IllegalArgumentException(
                    "mixup must be within " + LEAST_ALPHA + " and 1, got " + mixup);
        }
        if (!(masking >= 0 && masking <= 1)) {
            throw new IllegalArgumentException("masking must be within 0 and 1, got " + masking);
        }
    }

    /** Copies with noise. */
    public static SynthesisConfig noise() {
        return new SynthesisConfig(Kind.NOISE, 200, 5, 0.2, 0.1);
    }
}
