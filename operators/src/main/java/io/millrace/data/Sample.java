package io.millrace.data;

import org.jspecify.annotations.Nullable;

/**
 * One labelled sample on its way down the chain.
 *
 * <p>A sample is owned by the stage that holds it. Stages do not know each other: each reads what
 * it needs and leaves its result here, as the cleaned and scaled features, the weight, the
 * prediction. Fields are public and mutable because every sample of the stream passes this way and
 * nothing here has an invariant to keep beyond its own line of documentation.
 */
public final class Sample implements LearningEvent {

    /** Stands for "no event time". */
    public static final long NO_TIME = Long.MIN_VALUE;

    private final String key;
    private final @Nullable String id;
    private FeatureVector features;
    private final double label;

    /** Stands for "the most probable class". */
    public static final int UNDECIDED = -1;

    /** Event time in epoch milliseconds, or {@link #NO_TIME}. */
    public long eventTime = NO_TIME;

    /** Partition of the source this sample was read from, -1 if there is none. */
    public int partition = -1;

    /** Offset in that partition (or line of a file), -1 if unknown. */
    public long offset = -1;

    /** Position among the samples of its model, from 0. Set on admission, -1 if it is refused. */
    public long ordinal = -1;

    /**
     * The record it was parsed from, on the way to an admission that may refuse it; null behind
     * that, and where nothing is refused.
     */
    public @Nullable RawRecord original;

    /** True for a sample that was made by augmentation. It is learned, never scored. */
    public boolean synthetic;

    /**
     * How much this sample counts in learning: non-negative and finite, 1 unless the producer or
     * the rebalancing says otherwise. Never used in evaluation.
     */
    public double weight = 1;

    /** True if this sample is scored but not learned. */
    public boolean masked;

    /**
     * Added to the logits while training only, one per class, so that probabilities stay calibrated
     * under rebalancing; null for none. Valid until the next sample passes.
     */
    public double @Nullable [] logitOffsets;

    /** Regression: the target is learned as {@code (label - targetMean) / targetScale}. */
    public double targetMean;

    /** See {@link #targetMean}; positive. */
    public double targetScale = 1;

    /**
     * Regression: the scaled target is pulled into [-targetBound, targetBound], so that the first
     * labels of a stream, which nothing is known to scale by, cannot blow up a model.
     */
    public double targetBound = Double.POSITIVE_INFINITY;

    /**
     * What the model said before it saw the label: class probabilities that sum to 1, or the one
     * predicted number in the label's own units. Valid until the next sample passes.
     */
    public double @Nullable [] prediction;

    /**
     * The class that is the answer by a threshold other than one half, as its index; or {@link
     * #UNDECIDED}.
     */
    public int decision = UNDECIDED;

    /** Totals of the model right after this sample. Valid until the next sample passes. */
    public @Nullable Progress progress;

    /**
     * @param key model key, {@link LearningEvent#ONE_MODEL} for the one model
     * @param id the producer's id of this sample, or null
     * @param label the class index, or the number to predict; finite
     */
    public Sample(String key, @Nullable String id, FeatureVector features, double label) {
        this.key = key;
        this.id = id;
        this.features = features;
        this.label = label;
    }

    /** A copy, with features of its own, of a sample that no stage has touched yet. */
    public Sample copy() {
        Sample copy = new Sample(key, id, features.copy(), label);
        copy.eventTime = eventTime;
        copy.partition = partition;
        copy.offset = offset;
        copy.original = original;
        copy.weight = weight;
        return copy;
    }

    @Override
    public String key() {
        return key;
    }

    public @Nullable String id() {
        return id;
    }

    public FeatureVector features() {
        return features;
    }

    /**
     * Puts further dense inputs among those of this sample.
     *
     * @param at where the first of them goes, within the head
     */
    public void widen(int at, float[] further) {
        features = features.widened(at, further);
    }

    /** Whether admission took it in: it is scored then, and learned. */
    public boolean admitted() {
        return ordinal >= 0;
    }

    /** The class index as a number, or the regression target. */
    public double label() {
        return label;
    }

    /** The label as a class index. */
    public int labelClass() {
        return (int) label;
    }
}
