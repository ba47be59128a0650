package io.millrace.learn.rebalance;

import io.millrace.data.FeatureVector;
import io.millrace.data.Sample;

/** What synthetic samples have in common. */
final class Copies {

    private Copies() {}

    /** A synthetic sample with the class, the weight and the identity of another. */
    static Sample of(Sample original, FeatureVector features) {
        return of(original, features, original.label(), 1);
    }

    /**
     * Likewise with another class.
     *
     * @param share of the original's weight
     */
    static Sample of(Sample original, FeatureVector features, double label, double share) {
        Sample copy = new Sample(original.key(), original.id(), features, label);
        copy.synthetic = true;
        copy.eventTime = original.eventTime;
        copy.partition = original.partition;
        copy.offset = original.offset;
        copy.ordinal = original.ordinal;
        copy.weight = share * original.weight;
        copy.logitOffsets = original.logitOffsets == null ? null : original.logitOffsets.clone();
        copy.targetMean = original.targetMean;
        copy.targetScale = original.targetScale;
        copy.targetBound = original.targetBound;
        return copy;
    }

    /**
     * Features between two: dense inputs are interpolated, and categories are those of whichever is
     * nearer, so that none is half of one and half of another.
     *
     * @param way from the one, 0, to the other, 1
     */
    static FeatureVector between(FeatureVector one, FeatureVector other, double way) {
        float[] head = one.head().clone();
        for (int i = 0; i < head.length; i++) {
            head[i] += (float) (way * ((double) other.head()[i] - head[i]));
        }
        FeatureVector nearer = way < 0.5 ? one : other;
        return new FeatureVector(head, nearer.tailIndices().clone(), nearer.tailValues().clone());
    }
}
