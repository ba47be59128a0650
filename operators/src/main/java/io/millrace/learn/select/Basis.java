package io.millrace.learn.select;

import io.millrace.data.FeatureVector;

/** The inputs of a {@link LeastSquares}. */
interface Basis {

    /** What they are, after a number. */
    String noun();

    /** How many. */
    int size();

    /** Writes the inputs of a sample. */
    void expand(FeatureVector features, double[] z);
}
