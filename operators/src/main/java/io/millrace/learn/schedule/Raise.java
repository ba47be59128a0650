package io.millrace.learn.schedule;

import io.millrace.data.Page;

/**
 * A learning rate that is raised when the stream has changed and falls back: the factor {@code
 * raise^(left/steps)}, with {@code left} counting down from {@code steps} to 0.
 */
public final class Raise {

    private static final String ARRAY = "raise.left";

    private final double factor;
    private final long steps;
    private final long[] left;

    /**
     * @param factor at first, at least 1
     * @param steps until there is none, positive
     */
    public Raise(double factor, long steps, Page page) {
        this.factor = factor;
        this.steps = steps;
        this.left = page.longs(ARRAY, 1);
    }

    /** Drops what was kept of one. */
    static void drop(Page page) {
        page.removeIf(ARRAY::equals);
    }

    /** Begins, also in the middle of one. */
    void begin() {
        left[0] = steps;
    }

    /** Ends it. */
    void restart() {
        left[0] = 0;
    }

    /** Counts a step. */
    void advance() {
        left[0] = Math.max(0, left[0] - 1);
    }

    /** The factor on the learning rate. */
    double factor() {
        // A page may come from a configuration with more steps.
        double share = Math.min(1, (double) left[0] / steps);
        return left[0] == 0 ? 1 : StrictMath.pow(factor, share);
    }
}
