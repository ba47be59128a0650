package io.millrace.data;

/**
 * The inputs of a model for one sample: a dense head and a sparse tail.
 *
 * <p>Numbers come first and are always all there, so cleaning and normalising are plain loops over
 * an array. Categories come as (index, value) pairs behind them, so a vocabulary of thousands costs
 * one entry a sample. A sample without categories has an empty tail and is simply dense.
 *
 * @param head values of the inputs {@code 0 .. head.length-1}; NaN means missing until cleaned
 * @param tailIndices inputs that are not zero beyond the head, strictly ascending, each at least
 *     {@code head.length}
 * @param tailValues the value of each, same length as {@code tailIndices}, finite
 */
public record FeatureVector(float[] head, int[] tailIndices, float[] tailValues) {

    private static final int[] NO_INDICES = {};
    private static final float[] NO_VALUES = {};

    /** A dense vector. */
    public static FeatureVector dense(float... values) {
        return new FeatureVector(values, NO_INDICES, NO_VALUES);
    }

    /**
     * The same with further dense inputs.
     *
     * @param at where the first of them goes, within the head
     */
    public FeatureVector widened(int at, float[] further) {
        float[] wide = new float[head.length + further.length];
        System.arraycopy(head, 0, wide, 0, at);
        System.arraycopy(further, 0, wide, at, further.length);
        System.arraycopy(head, at, wide, at + further.length, head.length - at);
        int[] behind = tailIndices.clone();
        for (int i = 0; i < behind.length; i++) {
            behind[i] += further.length;
        }
        return new FeatureVector(wide, behind, tailValues);
    }

    /** A deep copy. */
    public FeatureVector copy() {
        return new FeatureVector(head.clone(), tailIndices.clone(), tailValues.clone());
    }
}
