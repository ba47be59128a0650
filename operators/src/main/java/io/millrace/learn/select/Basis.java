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

    /** Takes note of a sample that was learned. */
    default void remember(Sample sample) {}
}
