package io.millrace.learn.clean;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Fingerprint;
import io.millrace.learn.Stage;
import io.millrace.learn.clean.CleanConfig.Missing;

/**
 * Replaces missing values of the head (NaN, and the infinite, which no sensor means) and clips wild
 * ones, by what was seen of each input before the sample. Afterwards every value of the head is
 * finite.
 *
 * <p>The running mean and variance are Welford's (1962), in the incremental form of Finch
 * ("Incremental calculation of weighted mean and variance", 2009). Two choices keep a single wild
 * value from spoiling them while clipping is on:
 *
 * <ul>
 *   <li>They see a value pulled to <em>twice</em> the bound that its output is pulled to. The raw
 *       value would move them without limit; the clipped one would let a bound of one deviation
 *       shrink itself to nothing.
 *   <li>Values older than the last {@value #MEMORY} fade exponentially, so that a wild value that
 *       came first, before there was any spread to judge it by, is forgotten.
 * </ul>
 *
 * <p>With clipping off they are the plain mean over the whole stream. They are kept in double,
 * where the square of the largest float is far from infinite.
 *
 * <p>Only numeric inputs are clipped; booleans and cycles are bounded by their nature. Before an
 * input has shown two different values nothing of it can be called wild.
 */
public final class Cleaner implements Stage {

    /** Values that the statistics remember while clipping is on. */
    static final int MEMORY = 1_000;

    private final Missing missing;
    private final float constant;
    private final double clip;
    private final double memory;
    private final int clippable;
    private final double[] count;
    private final double[] mean;
    private final double[] variance;
    private final float[] last;
    private final long[] imputed;
    private final long[] clipped;

    Cleaner(CleanConfig config, Page page, Schema schema) {
        new Fingerprint()
                .addFeatures(schema)
                .require(page, "the features, their types and their order");
        int head = schema.head();
        this.missing = config.missing();
        this.constant = config.constant();
        this.clip = config.clip();
        this.memory = clip > 0 ? MEMORY : Double.POSITIVE_INFINITY;
        this.clippable = clip > 0 ? schema.numeric() : 0;
        this.count = page.doubles("count", head);
        this.mean = page.doubles("mean", head);
        this.variance = page.doubles("variance", head);
        this.last = page.floats("last", head);
        this.imputed = page.longs("imputed", 1);
        this.clipped = page.longs("clipped", 1);
    }

    @Override
    public void process(Sample sample) {
        float[] head = sample.features().head();
        for (int i = 0; i < count.length; i++) {
            float value = head[i];
            float clean = clean(i, value);
            head[i] = clean;
            if (!Float.isFinite(value)) {
                imputed[0]++;
            } else {
                if (clean != value) {
                    clipped[0]++;
                }
                observe(i, value);
                last[i] = clean;
            }
        }
    }

    /** Cleans a sample as {@link #process} would, and learns nothing from it. */
    public void transform(Sample sample) {
        float[] head = sample.features().head();
        for (int i = 0; i < count.length; i++) {
            head[i] = clean(i, head[i]);
        }
    }

    private float clean(int i, float value) {
        if (!Float.isFinite(value)) {
            return replacement(i);
        }
        return i < clippable && variance[i] > 0 ? (float) pull(i, value, clip) : value;
    }

    private float replacement(int i) {
        if (missing == Missing.CONSTANT || count[i] == 0) {
            return constant;
        }
        return missing == Missing.MEAN ? (float) mean[i] : last[i];
    }

    private double pull(int i, double value, double deviations) {
        double reach = deviations * Math.sqrt(variance[i]);
        return Math.max(mean[i] - reach, Math.min(mean[i] + reach, value));
    }

    private void observe(int i, float raw) {
        double value = i < clippable && variance[i] > 0 ? pull(i, raw, 2 * clip) : raw;
        double delta = value - mean[i];
        count[i] = Math.min(count[i] + 1, memory);
        // A value that repeats the mean leaves the spread: a stuck sensor must not narrow the
        // bounds until nothing passes them.
        if (delta != 0) {
            double share = 1 / count[i];
            mean[i] += share * delta;
            variance[i] = (1 - share) * (variance[i] + share * delta * delta);
        }
    }

    /** Missing values that were replaced so far. */
    public long imputed() {
        return imputed[0];
    }

    /** Values that were clipped so far. */
    public long clipped() {
        return clipped[0];
    }
}
