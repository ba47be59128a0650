package io.millrace.learn.optimize;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;

/** Moving averages in a page, checked: one bad number would spread to the parameters for good. */
final class Moments {

    private static final float TINY = 1e-30f;

    /** Root of {@link #TINY}: below it a second moment has no digits left. */
    static final float TINY_ROOT = 1e-15f;

    private Moments() {}

    /** Averages of gradients: finite. */
    static float[] bind(Page page, String name, int length) {
        return require(page, name, page.floats(name, length), -Float.MAX_VALUE);
    }

    /** Averages or sums of squares: finite and not negative. */
    static float[] bindSquares(Page page, String name, int length) {
        return require(page, name, page.floats(name, length), 0);
    }

    /** Where parameters stood when the page had no array of this name: finite. */
    static float[] bindAnchor(Page page, String name, float[] params) {
        boolean begun = page.has(name);
        float[] anchor = bind(page, name, params.length);
        if (!begun) {
            System.arraycopy(params, 0, anchor, 0, params.length);
        }
        return anchor;
    }

    /** Numbers that all parameters share: finite. */
    static double[] bindState(Page page, String name, int length) {
        double[] state = page.doubles(name, length);
        for (double number : state) {
            if (!Double.isFinite(number)) {
                throw refused(page, name, Double.toString(number), "");
            }
        }
        return state;
    }

    private static float[] require(Page page, String name, float[] moments, float least) {
        for (float moment : moments) {
            if (!(moment >= least && moment <= Float.MAX_VALUE)) {
                String range = least == 0 ? " of 0 or more" : "";
                throw refused(page, name, Float.toString(moment), range);
            }
        }
        return moments;
    }

    private static PageMismatchException refused(
            Page page, String name, String number, String range) {
        return new PageMismatchException(
                String.format(
                        "page '%s' holds %s in '%s', where an optimizer leaves only finite"
                                + " numbers%s",
                        page.stage(), number, name, range));
    }

    /**
     * Rounds to a multiple of 2^-123. A decaying average would otherwise end among the subnormal
     * numbers, where arithmetic is a hundred times slower, and stay there.
     */
    static float flush(float x) {
        return (x + TINY) - TINY;
    }

    /** A sum of squares that ends at the largest number instead of at infinity. */
    static float addSquare(float sum, float x) {
        return Math.min(flush(sum + x * x), Float.MAX_VALUE);
    }
}
