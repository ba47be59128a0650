package io.millrace.job;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Slows a stream of test records down, so that checkpoints and failures find it in full flow; the
 * more so the longer a failure is overdue, so that the stream does not end before it.
 */
final class Pace {

    private static final AtomicLong PASSED = new AtomicLong();

    private Pace() {}

    static void begin() {
        PASSED.set(0);
    }

    /** Records that have passed, those that were replayed too. */
    static long passed() {
        return PASSED.get();
    }

    static void keep() {
        PASSED.incrementAndGet();
        if (FaultPlan.isPending()) {
            sleep(1 + Math.min(60, FaultPlan.overdue() / 5));
        }
    }

    /** Waits until some more records have passed, but not for ever: the stream may have ended. */
    static void awaitMoreRecords() {
        long enough = passed() + 5;
        for (int i = 0; i < 100 && passed() < enough && FaultPlan.isPending(); i++) {
            sleep(1);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
