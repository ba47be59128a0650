package io.millrace.learn.model;

import io.millrace.data.FeatureVector;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import java.util.List;

/**
 * Products of pairs of features as further inputs: of each input of the one with each of the other,
 * hashed into buckets behind all other inputs (Weinberger et al., "Feature Hashing for Large Scale
 * Multitask Learning", ICML 2009). Two categories thus have an input for their combination, as far
 * as no other shares its bucket; a category and a number have a slope for each category.
 */
final class Interactions implements Inputs {

    private final List<InputsConfig.Pair> pairs;
    private final long[] draws;
    private final int width;
    private final int buckets;
    private final Vectors vectors;
    private final int[] indices;
    private final float[] values;
    private int size;

    Interactions(InputsConfig config, Schema schema) {
        this.pairs = config.pairs(schema);
        this.draws = new long[pairs.size()];
        for (int p = 0; p < draws.length; p++) {
            InputsConfig.Pair pair = pairs.get(p);
            draws[p] = Chance.of(Chance.of(0, pair.first().name()), pair.second().name());
        }
        this.width = schema.width();
        this.buckets = config.buckets();
        int tail = config.tail(schema);
        this.vectors = new Vectors(schema.head(), tail);
        this.indices = new int[tail];
        this.values = new float[tail];
    }

    @Override
    public FeatureVector of(FeatureVector features) {
        size = features.tailIndices().length;
        System.arraycopy(features.tailIndices(), 0, indices, 0, size);
        System.arraycopy(features.tailValues(), 0, values, 0, size);
        for (int p = 0; p < draws.length; p++) {
            multiply(features, pairs.get(p), draws[p]);
        }
        FeatureVector inputs = vectors.of(size);
        System.arraycopy(features.head(), 0, inputs.head(), 0, features.head().length);
        System.arraycopy(indices, 0, inputs.tailIndices(), 0, size);
        System.arraycopy(values, 0, inputs.tailValues(), 0, size);
        return inputs;
    }

    private void multiply(FeatureVector features, InputsConfig.Pair pair, long draw) {
        InputsConfig.Field first = pair.first();
        if (first.sparse()) {
            int t = entry(features, first);
            if (t >= 0) {
                int input = features.tailIndices()[t] - first.from();
                multiply(features, features.tailValues()[t], Chance.mix(draw, input), pair);
            }
            return;
        }
        for (int i = first.from(); i < first.to(); i++) {
            long own = Chance.mix(draw, i - first.from());
            multiply(features, features.head()[i], own, pair);
        }
    }

    private void multiply(FeatureVector features, float x, long draw, InputsConfig.Pair pair) {
        InputsConfig.Field second = pair.second();
        if (second.sparse()) {
            int t = entry(features, second);
            if (t >= 0) {
                int input = features.tailIndices()[t] - second.from();
                add(Chance.mix(draw, input), x * features.tailValues()[t]);
            }
            return;
        }
        for (int i = second.from(); i < second.to(); i++) {
            add(Chance.mix(draw, i - second.from()), x * features.head()[i]);
        }
    }

    /** Where a sparse feature stands in the tail, -1 if it is not there. */
    private static int entry(FeatureVector features, InputsConfig.Field field) {
        int[] tail = features.tailIndices();
        for (int t = 0; t < tail.length; t++) {
            if (tail[t] >= field.from() && tail[t] < field.to()) {
                return t;
            }
        }
        return -1;
    }

    /** Keeps the tail in order; what shares a bucket is added up. */
    private void add(long draw, float product) {
        if (product == 0) {
            return;
        }
        int index = width + (int) Math.floorMod(draw, (long) buckets);
        int at = size;
        while (at > 0 && indices[at - 1] > index) {
            at--;
        }
        if (at > 0 && indices[at - 1] == index) {
            values[at - 1] += product;
            return;
        }
        System.arraycopy(indices, at, indices, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        indices[at] = index;
        values[at] = product;
        size++;
    }
}
