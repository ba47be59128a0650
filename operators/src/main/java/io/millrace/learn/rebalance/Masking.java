package io.millrace.learn.rebalance;

import io.millrace.data.FeatureVector;
import io.millrace.data.Sample;
import io.millrace.learn.Chance;
import java.util.Arrays;
import java.util.List;

/**
 * Leaves inputs out by chance, each by itself: a number becomes 0, which is its mean, and a
 * category none (masking noise; Vincent et al., "Extracting and Composing Robust Features with
 * Denoising Autoencoders", ICML 2008).
 */
final class Masking implements Synthesis {

    private final double probability;

    Masking(double probability) {
        this.probability = probability;
    }

    @Override
    public void add(Sample original, long draw, List<Sample> copies) {
        FeatureVector all = original.features();
        float[] head = all.head().clone();
        for (int i = 0; i < head.length; i++) {
            head[i] = masks(draw, i) ? 0 : head[i];
        }
        int[] indices = all.tailIndices().clone();
        float[] values = all.tailValues().clone();
        int left = 0;
        for (int t = 0; t < indices.length; t++) {
            if (!masks(draw, indices[t])) {
                indices[left] = indices[t];
                values[left++] = values[t];
            }
        }
        indices = Arrays.copyOf(indices, left);
        values = Arrays.copyOf(values, left);
        copies.add(Copies.of(original, new FeatureVector(head, indices, values)));
    }

    private boolean masks(long draw, int input) {
        return Chance.uniform(Chance.mix(draw, input)) < probability;
    }
}
