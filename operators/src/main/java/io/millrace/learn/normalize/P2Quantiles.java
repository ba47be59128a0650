package io.millrace.learn.normalize;

import io.millrace.data.Page;

/**
 * One quantile of each of several numbers that are always observed together, by five markers each,
 * without keeping observations: the P² algorithm of Jain and Chlamtac (CACM 28(10), 1985).
 *
 * <p>The markers stand at the minimum, the quantile, the maximum and half way between. Each
 * observation moves them up by one where it falls below them, and a marker that is a whole place
 * off its ideal one is moved along a parabola through its neighbours. The first five observations
 * are kept, sorted, as the markers' heights; up to then the quantile is that of the sorted
 * observations, interpolated.
 */
final class P2Quantiles {

    private static final int MARKERS = 5;

    private final double quantile;
    private final long[] count;
    private final double[] heights;
    private final long[] positions;

    /**
     * @param prefix of the arrays' names in the page
     * @param quantile within (0, 1)
     */
    P2Quantiles(Page page, String prefix, int size, double quantile) {
        this.quantile = quantile;
        this.count = page.longs(prefix + "Count", 1);
        this.heights = page.doubles(prefix + "Heights", MARKERS * size);
        this.positions = page.longs(prefix + "Positions", MARKERS * size);
    }

    /** The quantile of the i-th number as estimated so far, 0 before the first observation. */
    double estimate(int i) {
        int from = MARKERS * i;
        return count[0] >= MARKERS ? heights[from + 2] : interpolated(from, (int) count[0]);
    }

    private double interpolated(int from, int size) {
        if (size == 0) {
            return 0;
        }
        double place = quantile * (size - 1);
        int below = (int) place;
        int above = Math.min(below + 1, size - 1);
        return heights[from + below]
                + (place - below) * (heights[from + above] - heights[from + below]);
    }

    /** Adds one observation of each number. */
    void add(float[] values) {
        long n = ++count[0];
        for (int i = 0; i < heights.length / MARKERS; i++) {
            if (n <= MARKERS) {
                insert(MARKERS * i, (int) n - 1, values[i]);
            } else {
                int from = MARKERS * i;
                place(from, values[i]);
                for (int marker = 1; marker < MARKERS - 1; marker++) {
                    adjust(from + marker, ideal(marker, n));
                }
            }
        }
    }

    private void insert(int from, int size, double value) {
        int at = from + size;
        for (; at > from && heights[at - 1] > value; at--) {
            heights[at] = heights[at - 1];
        }
        heights[at] = value;
        positions[from + size] = size + 1;
    }

    /** Moves the outer markers to take the value in, and up all those above it. */
    private void place(int from, double value) {
        int last = from + MARKERS - 1;
        heights[from] = Math.min(heights[from], value);
        heights[last] = Math.max(heights[last], value);
        for (int at = from + 1; at < last; at++) {
            if (value < heights[at]) {
                positions[at]++;
            }
        }
        positions[last]++;
    }

    private double ideal(int marker, long n) {
        double share =
                switch (marker) {
                    case 1 -> quantile / 2;
                    case 2 -> quantile;
                    default -> (1 + quantile) / 2;
                };
        return 1 + (n - 1) * share;
    }

    private void adjust(int at, double ideal) {
        double off = ideal - positions[at];
        if (off >= 1 && positions[at + 1] - positions[at] > 1) {
            move(at, 1);
        } else if (off <= -1 && positions[at - 1] - positions[at] < -1) {
            move(at, -1);
        }
    }

    private void move(int at, int step) {
        double parabolic = parabolic(at, step);
        boolean between = heights[at - 1] < parabolic && parabolic < heights[at + 1];
        heights[at] = between ? parabolic : linear(at, step);
        positions[at] += step;
    }

    private double parabolic(int at, int step) {
        double left = positions[at] - positions[at - 1];
        double right = positions[at + 1] - positions[at];
        double slopeRight = (heights[at + 1] - heights[at]) / right;
        double slopeLeft = (heights[at] - heights[at - 1]) / left;
        return heights[at]
                + step / (left + right) * ((left + step) * slopeRight + (right - step) * slopeLeft);
    }

    private double linear(int at, int step) {
        return heights[at]
                + step
                        * (heights[at + step] - heights[at])
                        / (positions[at + step] - positions[at]);
    }
}
