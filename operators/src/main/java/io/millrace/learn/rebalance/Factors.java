package io.millrace.learn.rebalance;

/**
 * By how much each class is to count more or less, from the class sizes: for weights and
 * over-sampling the factor on a sample's weight, for under-sampling the probability that a sample
 * is kept. Each is the inverse size to the power of the strength, times what makes the method's
 * reference 1, within [1/cap, cap].
 */
final class Factors {

    private final RebalanceConfig config;

    Factors(RebalanceConfig config) {
        this.config = config;
    }

    /** Writes the factor of each class. */
    void of(ClassSizes sizes, double[] factors) {
        double numerator = numerator(sizes);
        for (int k = 0; k < factors.length; k++) {
            double factor = numerator / power(sizes.of(k), strength());
            factors[k] = Math.max(1 / config.cap(), Math.min(limit(), factor));
        }
    }

    private double numerator(ClassSizes sizes) {
        return switch (config.method()) {
            case NONE -> 1;
            case WEIGHTS -> averagingOne(sizes);
            case UNDERSAMPLE -> power(sizes.smallestSeen(), strength());
            case OVERSAMPLE -> power(sizes.largest(), strength());
        };
    }

    private double strength() {
        return config.method() == RebalanceConfig.Method.NONE ? 0 : config.strength();
    }

    private double limit() {
        return config.method() == RebalanceConfig.Method.UNDERSAMPLE ? 1 : config.cap();
    }

    /** The c for which the factors c / size^strength, each as often as its class, average 1. */
    private double averagingOne(ClassSizes sizes) {
        double sum = 0;
        for (int k = 0; k < sizes.classes(); k++) {
            sum += power(sizes.of(k), 1 - strength());
        }
        return sizes.total() / sum;
    }

    // StrictMath: a factor must come out alike on any machine and however the loop was compiled.
    private static double power(double base, double exponent) {
        if (exponent == 0) {
            return 1;
        }
        return exponent == 1 ? base : StrictMath.pow(base, exponent);
    }
}
