package io.millrace.learn.normalize;

import io.millrace.data.Page;

/**
 * Mean and variance of several numbers that are always observed together; with a half-life, older
 * observations count less.
 *
 * <p>The incremental form of West ("Updating mean and variance estimates: an improved method", CACM
 * 1979) for observations of unequal weight, which is Welford's (1962) where all weights are one,
 * and the exponentially weighted one of Finch ("Incremental calculation of weighted mean and
 * variance", 2009) once the total weight has settled. Unlike a sum of squares it does not cancel.
 */
final class RunningMoments {

    /** The mean of each number, 0 at first. */
    final double[] mean;

    /** The variance of each number (of the population, divided by n), 0 at first. */
    final double[] variance;

    private final double[] weight;
    private final double decay;

    /**
     * @param prefix of the arrays' names in the page
     * @param halfLife observations after which one counts half, 0 for never
     */
    RunningMoments(Page page, String prefix, int size, double halfLife) {
        this.weight = page.doubles(name(prefix, "weight"), 1);
        this.mean = page.doubles(name(prefix, "mean"), size);
        this.variance = page.doubles(name(prefix, "variance"), size);
        this.decay = halfLife > 0 ? StrictMath.pow(0.5, 1 / halfLife) : 1;
    }

    private static String name(String prefix, String noun) {
        return prefix.isEmpty()
                ? noun
                : prefix + Character.toUpperCase(noun.charAt(0)) + noun.substring(1);
    }

    /** Begins an observation: its share of all the weight so far. Then {@link #add} each number. */
    double nextShare() {
        weight[0] = decay * weight[0] + 1;
        return 1 / weight[0];
    }

    /** Adds the i-th number of an observation of this share. */
    void add(int i, double value, double share) {
        double delta = value - mean[i];
        mean[i] += share * delta;
        variance[i] = (1 - share) * (variance[i] + share * delta * delta);
    }
}
