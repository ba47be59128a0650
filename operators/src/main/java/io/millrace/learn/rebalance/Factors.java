package io.millrace.learn.rebalance;

import io.millrace.learn.rebalance.RebalanceConfig.Method;

/**
 * By how much each class is to count more or less, from the class sizes: for weights, over-sampling
 * and UOB the factor on a sample's weight, for under-sampling the probability that a sample is
 * kept.
 *
 * <p>The ratio of a class is {@code (size of the largest / its size)^strength}, at most the cap.
 * Over-sampling takes the ratios as they are, so the largest class counts 1. Under-sampling and UOB
 * divide them by that of the smallest class, which so is kept whole. Weights divide them by their
 * mean over the stream, so that the mean factor is 1 and the learning rate means what it says.
 * Classes that are not {@linkplain ClassSizes#present present} do not count in either.
 */
final class Factors {

    private final Method method;
    private final double strength;
    private final double cap;

    Factors(RebalanceConfig config) {
        this.method = config.method();
        this.strength = config.strength();
        this.cap = config.cap();
    }

    /** Writes the factor of each class. */
    void of(ClassSizes sizes, double[] factors) {
        double largest = sizes.largest();
        for (int k = 0; k < factors.length; k++) {
            factors[k] = Math.min(cap, power(largest / sizes.of(k)));
        }
        double unit = unit(sizes, factors);
        for (int k = 0; k < factors.length; k++) {
            double factor = factors[k] / unit;
            factors[k] = downwards() ? Math.min(1, factor) : factor;
        }
    }

    private boolean downwards() {
        return method == Method.UNDERSAMPLE || method == Method.UOB;
    }

    private double unit(ClassSizes sizes, double[] ratios) {
        return switch (method) {
            case NONE, OVERSAMPLE -> 1;
            case UNDERSAMPLE, UOB -> largest(sizes, ratios);
            case WEIGHTS -> mean(sizes, ratios);
        };
    }

    private static double largest(ClassSizes sizes, double[] ratios) {
        double largest = 1;
        for (int k = 0; k < ratios.length; k++) {
            if (sizes.present(k)) {
                largest = Math.max(largest, ratios[k]);
            }
        }
        return largest;
    }

    private static double mean(ClassSizes sizes, double[] ratios) {
        double sum = 0;
        double total = 0;
        for (int k = 0; k < ratios.length; k++) {
            if (sizes.present(k)) {
                sum += sizes.of(k) * ratios[k];
                total += sizes.of(k);
            }
        }
        return sum / total;
    }

    // StrictMath: a factor must come out alike on any machine and however the loop was compiled.
    private double power(double ratio) {
        if (strength == 0) {
            return 1;
        }
        return strength == 1 ? ratio : StrictMath.pow(ratio, strength);
    }
}
