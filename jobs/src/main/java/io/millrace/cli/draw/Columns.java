package io.millrace.cli.draw;

import java.util.Arrays;

/** Brings a series of any length to the columns of a picture. Gaps are NaN. */
final class Columns {

    private Columns() {}

    /** The series itself if it fits, else the means of equal groups; a group of gaps is a gap. */
    static double[] shrink(double[] values, int columns) {
        return values.length <= columns ? values.clone() : spread(values, columns, values.length);
    }

    /**
     * Spreads a series over columns of which the whole is longer than the series so far: the
     * columns that it has not reached stay gaps.
     *
     * @param whole number of values that fill all columns, at least {@code values.length}
     */
    static double[] spread(double[] values, int columns, int whole) {
        double[] result = new double[Math.max(0, columns)];
        Arrays.fill(result, Double.NaN);
        for (int column = 0; column < result.length; column++) {
            int from = (int) ((long) column * whole / columns);
            int to = Math.max(from + 1, (int) ((long) (column + 1) * whole / columns));
            result[column] = mean(values, from, Math.min(to, values.length));
        }
        return result;
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, Math.min(from, to), to)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** The smallest finite value, NaN if there is none. */
    static double min(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).min().orElse(Double.NaN);
    }

    /** The largest finite value, NaN if there is none. */
    static double max(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).max().orElse(Double.NaN);
    }
}
