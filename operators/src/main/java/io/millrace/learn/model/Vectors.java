package io.millrace.learn.model;

import io.millrace.data.FeatureVector;
import org.jspecify.annotations.Nullable;

/** A feature vector for each length of the tail, made when it is first needed. */
final class Vectors {

    private final int head;
    private final @Nullable FeatureVector[] byTail;

    /**
     * @param tail entries of a tail at most
     */
    Vectors(int head, int tail) {
        this.head = head;
        this.byTail = new FeatureVector[tail + 1];
    }

    /** One that holds what its last user left. */
    FeatureVector of(int tail) {
        FeatureVector vector = byTail[tail];
        if (vector == null) {
            vector = new FeatureVector(new float[head], new int[tail], new float[tail]);
            byTail[tail] = vector;
        }
        return vector;
    }
}
