package io.millrace.learn.evaluate;

import io.millrace.data.Page;

/** The lengths of windows that the open ones of a page were begun with, against those of now. */
final class WindowLengths {

    private static final String ARRAY = "windows";

    private final boolean countChanged;
    private final boolean timeChanged;

    /** Compares, and keeps those of now. A page that has none yet has not changed. */
    WindowLengths(EvaluateConfig config, Page page) {
        boolean begun = page.has(ARRAY);
        long[] kept = page.longs(ARRAY, 3);
        this.countChanged = begun && kept[0] != config.window();
        this.timeChanged =
                begun && (kept[1] != config.timeWindow() || kept[2] != config.lateness());
        kept[0] = config.window();
        kept[1] = config.timeWindow();
        kept[2] = config.lateness();
    }

    boolean countChanged() {
        return countChanged;
    }

    /** Whether the length of windows by time changed, or the lateness that keeps them open. */
    boolean timeChanged() {
        return timeChanged;
    }
}
