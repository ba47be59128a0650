package io.millrace.learn.schedule;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * Lowers the learning rate when the loss has stopped falling: the usual {@code ReduceLROnPlateau},
 * on the fading mean of the loss of samples as they come, each of them scored before it is learned.
 *
 * <p>The mean fades by {@code 1 - 1/every} a sample. When it has not fallen by {@value #THRESHOLD}
 * of its best for {@code every} samples, the rate is multiplied by {@code decay}, and the mean as
 * it then is becomes the best: so a loss that rises for good, as after a drift, lowers the rate
 * once and not for ever. The first {@code every} samples lower nothing.
 */
public final class Plateau {

    private static final double THRESHOLD = 1e-3;

    private static final int SUM = 0;
    private static final int WEIGHT = 1;
    private static final int BEST = 2;

    private static final int SEEN = 0;
    private static final int WAITED = 1;
    private static final int TIMES = 2;

    private final double decay;
    private final double floor;
    private final long every;
    private final double[] loss;
    private final long[] counts;
    private double factor;

    public Plateau(ScheduleConfig config, Page page) {
        this.decay = config.decay();
        this.floor = config.floor();
        this.every = config.every();
        this.loss = page.doubles("plateau.loss", 3);
        this.counts = page.longs("plateau.counts", 3);
        lower();
    }

    private void lower() {
        factor = Math.max(floor, StrictMath.pow(decay, counts[TIMES]));
    }

    /** The factor on the learning rate. */
    public double factor() {
        return factor;
    }

    /**
     * Takes in the loss of one sample.
     *
     * @param value 0 or more; one that is not finite is left out
     */
    public void observe(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        double keep = 1 - 1.0 / every;
        loss[SUM] = keep * loss[SUM] + value;
        loss[WEIGHT] = keep * loss[WEIGHT] + 1;
        double mean = loss[SUM] / loss[WEIGHT];
        counts[SEEN]++;
        counts[WAITED]++;
        if (counts[SEEN] <= every || mean < loss[BEST] * (1 - THRESHOLD)) {
            loss[BEST] = mean;
            counts[WAITED] = 0;
        } else if (counts[WAITED] >= every) {
            loss[BEST] = mean;
            counts[WAITED] = 0;
            counts[TIMES] += factor > floor ? 1 : 0;
            lower();
        }
    }

    /** Forgets the loss, and lets the rate be as at the start. */
    public void restart() {
        Arrays.fill(loss, 0);
        Arrays.fill(counts, 0);
        lower();
    }
}
