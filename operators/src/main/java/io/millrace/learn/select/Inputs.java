package io.millrace.learn.select;

import io.millrace.data.FeatureVector;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import java.util.Arrays;

/** The features as they are, and a 1. */
final class Inputs implements Basis {

    private final int width;

    Inputs(Schema schema) {
        this.width = schema.width();
    }

    @Override
    public String noun() {
        return " inputs";
    }

    @Override
    public int size() {
        return width + 1;
    }

    @Override
    public void expand(Sample sample, double[] z) {
        expand(sample.features(), z);
        z[width] = 1;
    }

    /** Writes the features alone. */
    void expand(FeatureVector features, double[] z) {
        float[] head = features.head();
        for (int i = 0; i < head.length; i++) {
            z[i] = head[i];
        }
        Arrays.fill(z, head.length, width, 0);
        int[] tail = features.tailIndices();
        for (int t = 0; t < tail.length; t++) {
            z[tail[t]] = features.tailValues()[t];
        }
    }
}
