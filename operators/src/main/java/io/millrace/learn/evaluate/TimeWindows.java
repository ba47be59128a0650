package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Tumbling windows by event time: window {@code w} holds the samples from {@code w * length} up to
 * the next. It closes when the newest event time seen, less the lateness allowed, reaches its end:
 * a watermark that is a function of the ordered samples alone. A window without samples is not
 * reported. A sample whose window is closed is late and only counted.
 *
 * <p>Windows that can be open at once are a fixed number of panels, used in turn.
 */
final class TimeWindows {

    /** Takes what a window holds as it closes. */
    interface Closing {
        /**
         * @param from first epoch millisecond
         * @param to the one after the last
         */
        void closed(long from, long to, Panel panel);
    }

    /** What the names of the panels of slots begin with; the number of the slot follows. */
    static final String PANEL = "time";

    private static final String CLOCK = "time.clock";
    private static final int CLOCK_SIZE = 3;
    private static final int SEEN = 0;
    private static final int NEWEST = 1;
    private static final int LATE = 2;

    private final long length;
    private final long lateness;
    private final long[] clock;
    private final Panel[] open;

    /**
     * @param panels makes the panel of a slot
     */
    TimeWindows(EvaluateConfig config, Page page, IntFunction<Panel> panels) {
        this.length = config.timeWindow();
        this.lateness = config.lateness();
        this.clock = page.longs(CLOCK, CLOCK_SIZE);
        this.open = new Panel[config.openTimeWindows()];
        for (int slot = 0; slot < open.length; slot++) {
            open[slot] = panels.apply(slot);
        }
    }

    /**
     * Drops all windows that are open, and the time with them; keeps how many samples were late.
     */
    static void drop(Page page) {
        page.removeIf(name -> name.startsWith(PANEL) && !name.equals(CLOCK));
        if (page.has(CLOCK)) {
            Arrays.fill(page.longs(CLOCK, CLOCK_SIZE), 0, LATE, 0);
        }
    }

    /** Samples that came too late for their window. */
    long late() {
        return clock[LATE];
    }

    /** Whether a sample of this time brings a window to its end, before it is added. */
    boolean closesAt(long time) {
        return clock[SEEN] == 1 && firstOpen(time) > firstOpen(clock[NEWEST]);
    }

    /** Moves the clock on to this time and closes the windows that end by then, in order. */
    void advance(long time, Closing closing) {
        long first = firstOpen(clock[NEWEST]);
        long end = Math.min(firstOpen(time), first + open.length);
        clock[NEWEST] = time;
        for (long w = first; w < end; w++) {
            Panel panel = slot(w);
            if (panel.samples() > 0) {
                closing.closed(w * length, (w + 1) * length, panel);
                panel.clear();
            }
        }
    }

    void add(long time, Outcome[] outcomes) {
        if (clock[SEEN] == 0 || time > clock[NEWEST]) {
            clock[SEEN] = 1;
            clock[NEWEST] = time;
        }
        long window = Math.floorDiv(time, length);
        if (window < firstOpen(clock[NEWEST])) {
            clock[LATE]++;
        } else {
            slot(window).add(outcomes);
        }
    }

    private Panel slot(long window) {
        return open[Math.floorMod(window, open.length)];
    }

    /** The oldest window that is open when this is the newest time. */
    private long firstOpen(long newest) {
        return Math.floorDiv(Math.max(newest, Long.MIN_VALUE + lateness) - lateness, length);
    }
}
