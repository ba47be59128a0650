package io.millrace.learn.evaluate;

import io.millrace.data.Page;

/**
 * The newest event time of a model: a function of its ordered samples alone.
 *
 * <p>One sample does not move it by more than a bound, so that a producer's mistake (a wrong unit,
 * a wrong century) does not make all later samples late. A time further ahead than that is held
 * back until the next sample: if that is beyond the bound too, the stream has moved on after a
 * pause, and the clock goes to the older of the two. So it never stands still while time goes on.
 * Nor does the first sample alone set it: if the second is older by more than the bound, the clock
 * goes back.
 */
final class EventClock {

    /** {@link #SEEN}, {@link #NEWEST}, {@link #LATE}. */
    private static final String CLOCK = "time.clock";

    /** {@link #HELD}, {@link #HELD_TIME}, {@link #AHEAD}; pages from before it have none. */
    private static final String HELD_BACK = "time.held";

    private static final int SIZE = 3;
    private static final int SEEN = 0;
    private static final int NEWEST = 1;
    private static final int LATE = 2;
    private static final int HELD = 0;
    private static final int HELD_TIME = 1;
    private static final int AHEAD = 2;

    private final long bound;
    private final long[] clock;
    private final long[] held;

    /**
     * @param bound how many milliseconds one sample may move the clock by; 0 for any
     */
    EventClock(Page page, long bound) {
        this.bound = bound;
        this.clock = page.longs(CLOCK, SIZE);
        this.held = page.longs(HELD_BACK, SIZE);
    }

    /** Forgets the time, and keeps what was counted. */
    void reset() {
        clock[SEEN] = 0;
        clock[NEWEST] = 0;
        held[HELD] = 0;
        held[HELD_TIME] = 0;
    }

    static boolean isIn(Page page) {
        return page.has(CLOCK);
    }

    static boolean owns(String array) {
        return array.equals(CLOCK) || array.equals(HELD_BACK);
    }

    boolean started() {
        return clock[SEEN] == 1;
    }

    long newest() {
        return clock[NEWEST];
    }

    /** The newest time once a sample of this time is taken. */
    long after(long time) {
        if (!started()) {
            return time;
        }
        long newest = clock[NEWEST];
        boolean suspect = held[HELD] == 1;
        if (isAhead(time, newest)) {
            long older = suspect ? Math.min(held[HELD_TIME], time) : newest;
            return isAhead(time, older) ? older : time;
        }
        boolean firstAlone = suspect && held[HELD_TIME] == newest;
        return firstAlone && isAhead(newest, time) ? time : Math.max(newest, time);
    }

    /** Takes a sample. If its time is newer than {@link #newest} then, it is held back. */
    void take(long time) {
        boolean first = !started();
        long before = clock[NEWEST];
        long newest = after(time);
        if (!first && (newest < before || newest < time)) {
            held[AHEAD]++;
        }
        boolean suspect = first || newest < time;
        held[HELD] = suspect ? 1 : 0;
        held[HELD_TIME] = suspect ? time : 0;
        clock[SEEN] = 1;
        clock[NEWEST] = newest;
    }

    private boolean isAhead(long time, long newest) {
        // Unsigned: the ends of time are further apart than a long tells.
        return bound > 0 && time > newest && Long.compareUnsigned(time - newest, bound) > 0;
    }

    void countLate() {
        clock[LATE]++;
    }

    long late() {
        return clock[LATE];
    }

    /** Samples whose time was taken for a mistake, or for the first after a pause. */
    long ahead() {
        return held[AHEAD];
    }
}
