package io.millrace.learn.compare;

import io.millrace.learn.Chance;
import java.util.Arrays;

/**
 * What the mean of a series of dependent values could as well have been: the moving block bootstrap
 * (Künsch, "The jackknife and the bootstrap for general stationary observations", Annals of
 * Statistics, 1989) on a circle (Politis and Romano, 1992), so that every value counts alike.
 *
 * <p>The series is put together again and again from blocks of neighbours drawn by chance. Within a
 * block values depend on each other as they did; between blocks no longer, which is all that is
 * lost. The draws are a function of the seed.
 *
 * @param mean of the series
 * @param low lower end of the 95 % interval of the mean (percentiles of the resampled means)
 * @param high its upper end
 * @param pValue two-sided, for a mean of 0: how often a resampled mean is as far from the mean as
 *     that is from 0, the series itself counted as one
 * @param block values in a block
 */
public record BlockBootstrap(double mean, double low, double high, double pValue, int block) {

    private static final int RESAMPLES = 2_000;
    private static final double TAIL = 0.025;

    /** Of a series of at least 2 finite values, by blocks as long as it needs. */
    public static BlockBootstrap of(double[] series, long seed) {
        return of(series, block(series), seed);
    }

    /**
     * @param block values in a block, from 1 to the length of the series
     */
    static BlockBootstrap of(double[] series, int block, long seed) {
        if (series.length < 2) {
            throw new IllegalArgumentException("needs at least 2 values, got " + series.length);
        }
        double mean = mean(series);
        double[] resampled = resample(series, mean, block, seed);
        int asFar = 1;
        for (double deviation : resampled) {
            asFar += Math.abs(deviation) >= Math.abs(mean) ? 1 : 0;
        }
        Arrays.sort(resampled);
        return new BlockBootstrap(
                mean,
                mean + resampled[(int) Math.floor(TAIL * RESAMPLES)],
                mean + resampled[(int) Math.ceil((1 - TAIL) * RESAMPLES) - 1],
                (double) asFar / (RESAMPLES + 1),
                block);
    }

    /**
     * Never below the cube root of the length, the order of the best length for any dependence: the
     * slow kind, as of a drift, hides from the correlogram.
     */
    private static int block(double[] series) {
        double least = StrictMath.cbrt(series.length);
        return (int) Math.min(series.length, Math.ceil(Math.max(least, BlockLength.of(series))));
    }

    /** The deviation of each resampled mean from the mean. */
    static double[] resample(double[] series, double mean, int block, long seed) {
        int n = series.length;
        double[] sums = circularSums(series, mean, block);
        double[] deviations = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            long draw = Chance.mix(seed, r);
            double sum = 0;
            int filled = 0;
            for (int b = 0; filled < n; b++) {
                int from = (int) (Chance.uniform(Chance.mix(draw, b)) * n);
                int length = Math.min(block, n - filled);
                sum += sums[from + length] - sums[from];
                filled += length;
            }
            deviations[r] = sum / n;
        }
        return deviations;
    }

    /** Running sums of the deviations, and on past the end by one block. */
    private static double[] circularSums(double[] series, double mean, int block) {
        double[] sums = new double[series.length + block + 1];
        for (int i = 1; i < sums.length; i++) {
            sums[i] = sums[i - 1] + (series[(i - 1) % series.length] - mean);
        }
        return sums;
    }

    static double mean(double[] series) {
        double sum = 0;
        for (double value : series) {
            sum += value;
        }
        return sum / series.length;
    }

    /** Whether the interval leaves 0 out. */
    public boolean significant() {
        return low > 0 || high < 0;
    }
}
