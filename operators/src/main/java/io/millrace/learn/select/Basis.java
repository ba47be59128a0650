package io.millrace.learn.select;

import io.millrace.data.Sample;

/** The inputs of a {@link LeastSquares}. */
interface Basis {

    /** What they are, after a number. */
    String noun();

    /** How many. */
    int size();

    /** Writes the inputs of a sample. */
    void expand(Sample sample, double[] z);

    /**
     * What a score begins with, after {@link #expand}: the best guess of one who knows no weights.
     */
    default double base() {
        return 0;
    }

    /** Takes note of a sample that was learned. */
    default void remember(Sample sample) {}
}
