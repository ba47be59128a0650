package io.millrace.learn.compare;

/**
 * How long the blocks of a {@link BlockBootstrap} must be for a series: the longer its values
 * depend on each other, the longer.
 *
 * <p>The rule of Politis and White ("Automatic block-length selection for the dependent bootstrap",
 * Econometric Reviews, 2004) for the circular bootstrap, as corrected by Patton, Politis and White
 * (2009). The correlogram is cut where it has become nothing but noise, and weighed by their
 * flat-top window.
 */
final class BlockLength {

    /** Insignificant correlations in a row that are taken for the beginning of the noise. */
    private static final int QUIET = 5;

    /** So that a long stream that never becomes noise is done in seconds. */
    private static final int MOST_LAGS = 1_000;

    private final double[] deviations;

    private BlockLength(double[] series) {
        double mean = BlockBootstrap.mean(series);
        this.deviations = new double[series.length];
        for (int i = 0; i < series.length; i++) {
            deviations[i] = series[i] - mean;
        }
    }

    /** The best length, at least 1 and at most {@code min(3 √n, n/3)}; 1 for constant values. */
    static double of(double[] series) {
        int n = series.length;
        double longest = Math.max(1, Math.ceil(Math.min(3 * Math.sqrt(n), n / 3.0)));
        return Math.max(1, Math.min(longest, new BlockLength(series).best()));
    }

    private double best() {
        int reach = Math.min(2 * Math.max(1, lastSignificant()), lags());
        double spread = 0;
        double variance = autocovariance(0);
        for (int lag = 1; lag <= reach; lag++) {
            double weighted = 2 * flatTop((double) lag / reach) * autocovariance(lag);
            spread += weighted * lag;
            variance += weighted;
        }
        double noise = 4.0 / 3 * variance * variance;
        return noise > 0 ? StrictMath.cbrt(2 * spread * spread / noise * deviations.length) : 1;
    }

    private int lags() {
        int n = deviations.length;
        return Math.min(Math.min(n - 1, MOST_LAGS), (int) Math.ceil(Math.sqrt(n)) + QUIET);
    }

    private int lastSignificant() {
        double n = deviations.length;
        double bound = 2 * Math.sqrt(StrictMath.log10(n) / n) * autocovariance(0);
        int last = 0;
        for (int lag = 1; lag <= lags() && lag <= last + QUIET; lag++) {
            if (Math.abs(autocovariance(lag)) >= bound) {
                last = lag;
            }
        }
        return last;
    }

    /** 1 up to one half, from there down to 0 at 1. */
    private static double flatTop(double share) {
        return Math.min(1, 2 * (1 - share));
    }

    private double autocovariance(int lag) {
        double sum = 0;
        for (int i = lag; i < deviations.length; i++) {
            sum += deviations[i] * deviations[i - lag];
        }
        return sum / deviations.length;
    }
}
