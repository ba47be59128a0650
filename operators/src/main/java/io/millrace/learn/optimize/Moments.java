package io.millrace.learn.optimize;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;

/** Moving averages in a page, checked: one bad number would spread to the parameters for good. */
final class Moments {

    private Moments() {}

    /** Averages of gradients: finite. */
    static float[] bind(Page page, String name, int length) {
        return require(page, name, page.floats(name, length), -Float.MAX_VALUE);
    }

    /** Averages of squared gradients: finite and not negative. */
    static float[] bindSquares(Page page, String name, int length) {
        return require(page, name, page.floats(name, length), 0);
    }

    private static float[] require(Page page, String name, float[] moments, float least) {
        for (float moment : moments) {
            if (!(moment >= least && moment <= Float.MAX_VALUE)) {
                throw new PageMismatchException(
                        String.format(
                                "page '%s' holds %s in '%s', where an optimizer leaves only finite"
                                        + " numbers%s",
                                page.stage(), moment, name, least == 0 ? " of 0 or more" : ""));
            }
        }
        return moments;
    }
}
