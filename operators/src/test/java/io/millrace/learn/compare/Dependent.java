package io.millrace.learn.compare;

import io.millrace.learn.Chance;

/** Series whose values depend on each other: autoregressive of order 1. */
final class Dependent {

    private Dependent() {}

    /**
     * Noise by the linear congruential generator of the C standard, for other languages to repeat.
     */
    static double[] uniform(double phi, int n) {
        double[] series = new double[n];
        long state = 12345;
        double x = 0;
        for (int i = 0; i < n; i++) {
            state = (1103515245 * state + 12345) % (1L << 31);
            x = phi * x + (double) state / (1L << 31) - 0.5;
            series[i] = x;
        }
        return series;
    }

    /** Normal noise of variance 1, and the series in its stationary state. */
    static double[] gaussian(double phi, int n, long seed) {
        double[] series = new double[n];
        double x = Chance.gaussian(Chance.mix(seed, -1)) / Math.sqrt(1 - phi * phi);
        for (int i = 0; i < n; i++) {
            x = phi * x + Chance.gaussian(Chance.mix(seed, i));
            series[i] = x;
        }
        return series;
    }
}
