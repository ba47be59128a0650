package io.millrace.learn.rebalance;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * How large each class is of late: counts in which older samples fade with a half-life (the
 * time-decayed class size of Wang, Minku, Yao, TKDE 2015, with a decay chosen by the stream's skew
 * rather than 0.9, by which no ratio beyond 9 can ever be seen).
 *
 * <p>Each class starts with one imagined sample, so all are alike at first and the first thousand
 * samples already tell their proportions, however long the half-life.
 */
final class ClassSizes {

    /** Keeps the size of a class that vanished positive, far below what any cap lets through. */
    private static final double LEAST = 1e-100;

    private static final double LEAST_PRESENT = 0.5;

    private final double[] decayed;
    private final long[] seen;
    private final double decay;
    private boolean anySeen;

    ClassSizes(Page page, int classes, double halfLife) {
        this.decay = StrictMath.pow(0.5, 1 / halfLife);
        this.seen = page.longs("samples", classes);
        this.decayed = page.doubles("sizes", classes);
        if (decayed[0] == 0) {
            Arrays.fill(decayed, 1);
        }
        this.anySeen = Arrays.stream(seen).anyMatch(count -> count > 0);
    }

    int classes() {
        return decayed.length;
    }

    /** The decayed number of samples of a class, positive. */
    double of(int k) {
        return decayed[k];
    }

    /** The decayed number of all samples. */
    double total() {
        double total = 0;
        for (double size : decayed) {
            total += size;
        }
        return total;
    }

    /** The size of the largest class. */
    double largest() {
        double largest = 0;
        for (double size : decayed) {
            largest = Math.max(largest, size);
        }
        return largest;
    }

    /**
     * Whether a class takes part in the stream: it came, and not so long ago that less than half a
     * sample is left of it. One that is declared and never comes must not move the others. Before
     * the first sample all are.
     */
    boolean present(int k) {
        return !anySeen || (seen[k] > 0 && decayed[k] >= LEAST_PRESENT);
    }

    /** Whether a class is smaller than an equal share. */
    boolean isMinority(int k) {
        return decayed[k] * decayed.length < total();
    }

    /** The share of all samples that are of a class smaller than an equal share. */
    double shareOfMinorities() {
        double minorities = 0;
        for (int k = 0; k < decayed.length; k++) {
            minorities += isMinority(k) ? decayed[k] : 0;
        }
        return minorities / total();
    }

    /** Counts a sample of a class. */
    void add(int label) {
        for (int k = 0; k < decayed.length; k++) {
            decayed[k] = Math.max(LEAST, decay * decayed[k]);
        }
        decayed[label]++;
        seen[label]++;
        anySeen = true;
    }
}
