package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import java.util.function.IntFunction;

/**
 * Tumbling windows by event time: window {@code w} holds the samples from {@code w * length} up to
 * the next. It closes when the newest event time ({@link EventClock}), less the lateness allowed,
 * reaches its end: a watermark that is a function of the ordered samples alone. A window without
 * samples is not reported. A sample whose window is closed is late and only counted; so is one
 * whose time is held back.
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

    private final long length;
    private final long lateness;
    private final EventClock clock;
    private final Panel[] open;

    /**
     * @param panels makes the panel of a slot
     */
    TimeWindows(EvaluateConfig config, Page page, IntFunction<Panel> panels) {
        this.length = config.timeWindow();
        this.lateness = config.lateness();
        this.clock = new EventClock(page, config.maxAhead());
        this.open = new Panel[config.openTimeWindows()];
        for (int slot = 0; slot < open.length; slot++) {
            open[slot] = panels.apply(slot);
        }
    }

    /** Drops all windows that are open, and the time with them; keeps what was counted. */
    static void drop(Page page) {
        page.removeIf(name -> name.startsWith(PANEL) && !EventClock.owns(name));
        if (EventClock.isIn(page)) {
            new EventClock(page, 0).reset();
        }
    }

    /** Samples that came too late for their window. */
    long late() {
        return clock.late();
    }

    /** Samples that came too early for any window. */
    long ahead() {
        return clock.ahead();
    }

    /** Whether a sample of this time brings a window to its end, before it is added. */
    boolean closesAt(long time) {
        return clock.started() && firstOpen(clock.after(time)) > firstOpen(clock.newest());
    }

    /** Closes the windows that a sample of this time brings to their end, in order. */
    void close(long time, Closing closing) {
        long first = firstOpen(clock.newest());
        long end = Math.min(firstOpen(clock.after(time)), first + open.length);
        for (long w = first; w < end; w++) {
            Panel panel = slot(w);
            if (panel.samples() > 0) {
                closing.closed(w * length, (w + 1) * length, panel);
                panel.clear();
            }
        }
    }

    void add(long time, Outcome[] outcomes) {
        long before = clock.newest();
        boolean began = clock.started();
        clock.take(time);
        if (began && clock.newest() < before) {
            // What the first sample opened, and it alone.
            slot(Math.floorDiv(before, length)).clear();
        }
        long window = Math.floorDiv(time, length);
        if (window < firstOpen(clock.newest())) {
            clock.countLate();
        } else if (time <= clock.newest()) {
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
