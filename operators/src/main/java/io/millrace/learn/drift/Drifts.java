package io.millrace.learn.drift;

import io.millrace.data.Page;

/**
 * The drifts of one model: how many there were, and what the loss was when the last one was noticed
 * and {@value #LATER} samples later, by which a reaction can be judged.
 *
 * <p>The loss is a mean in which older samples fade by {@value #FADING} a sample (Gama, Sebastião
 * and Rodrigues, Machine Learning 90, 2013).
 */
public final class Drifts {

    /** The beginning of the names of its arrays. */
    private static final String PART = "drift";

    /** Samples after which a drift is looked back on. */
    public static final int LATER = 1_000;

    private static final double FADING = 0.99;

    private static final int COUNT = 0;
    private static final int SINCE = 1;

    private static final int SUM = 0;
    private static final int WEIGHT = 1;
    private static final int AT_LAST = 2;
    private static final int AFTER_LAST = 3;

    private final DriftDetector detector;
    private final long[] counts;
    private final double[] losses;

    /**
     * @param config of a detector
     * @param page of the trainer; what another detector kept there is dropped
     */
    public Drifts(DriftConfig config, Page page) {
        Page part = page.part(PART);
        String kind = config.detector().name() + '.';
        part.removeIf(name -> name.contains(".") && !name.startsWith(kind));
        this.counts = part.longs("counts", 2);
        this.losses = part.doubles("losses", 4);
        this.detector = DriftDetector.bind(config, part.part(config.detector().name()));
    }

    /** Drops what a detector has kept. */
    public static void drop(Page page) {
        page.removeIf(name -> name.startsWith(PART + '.'));
    }

    /**
     * Takes in the loss of one sample, before it is learned.
     *
     * @param loss within [0, 1]
     * @return whether a drift was noticed
     */
    public boolean observe(double loss) {
        losses[SUM] = FADING * losses[SUM] + loss;
        losses[WEIGHT] = FADING * losses[WEIGHT] + 1;
        counts[SINCE]++;
        if (counts[SINCE] == LATER) {
            losses[AFTER_LAST] = loss();
        }
        if (!detector.observe(loss)) {
            return false;
        }
        counts[COUNT]++;
        counts[SINCE] = 0;
        losses[AT_LAST] = loss();
        return true;
    }

    /** The mean loss as of now; NaN before the first sample. */
    public double loss() {
        return losses[SUM] / losses[WEIGHT];
    }

    /** How many there were. */
    public long count() {
        return counts[COUNT];
    }

    /** Samples since the last one, or since the start. */
    public long since() {
        return counts[SINCE];
    }

    /** The mean loss when the last one was noticed; NaN if there was none. */
    public double lossAtLast() {
        return count() == 0 ? Double.NaN : losses[AT_LAST];
    }

    /** The mean loss {@value #LATER} samples after the last one; NaN until then. */
    public double lossAfterLast() {
        return count() == 0 || since() < LATER ? Double.NaN : losses[AFTER_LAST];
    }
}
