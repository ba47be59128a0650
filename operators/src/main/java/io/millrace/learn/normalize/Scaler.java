package io.millrace.learn.normalize;

/**
 * Brings numeric inputs onto a common scale by statistics of what it has seen. A view of arrays in
 * a page, one entry (or block) an input. Values are finite.
 */
interface Scaler {

    /** Scales the first inputs of this array in place by the statistics as they are. */
    void scale(float[] values);

    /** Lets the first inputs of this array, unscaled, change the statistics. */
    void update(float[] values);

    /** Pulls a scaled value into [-bound, bound]. */
    static float bounded(double value, float bound) {
        return (float) Math.max(-bound, Math.min(bound, value));
    }
}
