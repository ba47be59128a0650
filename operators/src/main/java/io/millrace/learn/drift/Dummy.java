package io.millrace.learn.drift;

import io.millrace.data.Page;

/**
 * Alarms by the clock: each so many samples, whatever the losses. What reacts to drifts should do
 * better by a detector than by this one; where it does not, it is the reaction that helps and not
 * the detection.
 */
final class Dummy implements DriftDetector {

    private final long every;
    private final long[] seen;

    Dummy(long every, Page page) {
        this.every = every;
        this.seen = page.longs("seen", 1);
    }

    @Override
    public boolean observe(double loss) {
        seen[0]++;
        if (seen[0] < every) {
            return false;
        }
        restart();
        return true;
    }

    @Override
    public void restart() {
        seen[0] = 0;
    }
}
