package io.millrace.learn.compare;

/**
 * McNemar's test (1947) of two classifiers over the same samples: only the samples that one of them
 * had right and the other wrong say which is better. If neither is, each of these falls to either
 * side like a coin.
 *
 * <p>It takes the samples for independent of each other. Those of a stream seldom are: {@link
 * BlockBootstrap} does without that.
 *
 * @param onlyFirst samples that only the first had right, 0 or more
 * @param onlySecond samples that only the second had right, 0 or more
 */
public record McNemar(long onlyFirst, long onlySecond) {

    public McNemar {
        if (onlyFirst < 0 || onlySecond < 0) {
            throw new IllegalArgumentException(
                    "counts must be 0 or more, got " + onlyFirst + " and " + onlySecond);
        }
    }

    /** The exact two-sided p-value: twice the smaller tail of a fair coin, at most 1. */
    public double exact() {
        return Math.min(1, 2 * (fewer() + exactly()));
    }

    /**
     * The mid-p-value: what is exactly as uneven as this counts half. Nearer to the nominal level
     * than the exact one, which is too cautious (Fagerland, Lydersen and Laake, "The McNemar test
     * for binary matched-pairs data", BMC Medical Research Methodology, 2013).
     */
    public double midP() {
        return Math.min(1, 2 * fewer() + exactly());
    }

    private long less() {
        return Math.min(onlyFirst, onlySecond);
    }

    /** Probability that the rarer side of a fair coin comes up exactly as often. */
    private double exactly() {
        long n = onlyFirst + onlySecond;
        double log = -n * StrictMath.log(2);
        for (long i = 1; i <= less(); i++) {
            log += StrictMath.log((double) (n - less() + i) / i);
        }
        return StrictMath.exp(log);
    }

    /** Probability that one given side comes up less often than the rarer one did. */
    private double fewer() {
        long n = onlyFirst + onlySecond;
        double term = exactly();
        double sum = 0;
        for (long k = less(); k > 0 && term > sum * 1e-17; k--) {
            term *= (double) k / (n - k + 1);
            sum += term;
        }
        return sum;
    }
}
