package io.millrace.learn.rebalance;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.Fingerprint;
import java.util.Arrays;

/** The features of the last samples, with their classes, in a ring. */
final class SampleWindow {

    /** What the names of its arrays begin with. */
    private static final String PART = "window";

    private static final int NOTHING = -1;

    private final int size;
    private final int width;
    private final int tail;
    private final float[] heads;
    private final int[] tailIndices;
    private final float[] tailValues;
    private final int[] labels;
    private final long[] added;

    SampleWindow(Page page, Schema schema, int size) {
        Page own = page.part(PART);
        new Fingerprint()
                .addFeatures(schema)
                .add(size)
                .require(
                        own,
                        "the features, their types and their order, and rebalance.augment-window");
        this.size = size;
        this.width = schema.head();
        this.tail = (int) schema.features().stream().filter(SampleWindow::isCategory).count();
        this.heads = own.floats("heads", size * width);
        this.tailIndices = own.ints("tailIndices", size * tail);
        this.tailValues = own.floats("tailValues", size * tail);
        this.labels = own.ints("labels", size);
        this.added = own.longs("added", 1);
    }

    private static boolean isCategory(Feature feature) {
        return feature instanceof Feature.Categorical || feature instanceof Feature.Hashed;
    }

    /** Samples in it. */
    int samples() {
        return (int) Math.min(size, added[0]);
    }

    int label(int at) {
        return labels[at];
    }

    /** Remembers a sample in place of the oldest one. */
    void add(FeatureVector features, int label) {
        int at = (int) (added[0] % size);
        System.arraycopy(features.head(), 0, heads, at * width, width);
        int entries = Math.min(tail, features.tailIndices().length);
        int from = at * tail;
        System.arraycopy(features.tailIndices(), 0, tailIndices, from, entries);
        System.arraycopy(features.tailValues(), 0, tailValues, from, entries);
        Arrays.fill(tailIndices, from + entries, from + tail, NOTHING);
        labels[at] = label;
        added[0]++;
    }

    /** The features of one. */
    FeatureVector features(int at) {
        int from = at * tail;
        int to = from;
        while (to < from + tail && tailIndices[to] != NOTHING) {
            to++;
        }
        return new FeatureVector(
                Arrays.copyOfRange(heads, at * width, (at + 1) * width),
                Arrays.copyOfRange(tailIndices, from, to),
                Arrays.copyOfRange(tailValues, from, to));
    }

    /**
     * The squared distance of one to a sample: Euclidean over the dense inputs, and 1 for each
     * category that the sample has and this one has not, as if it were a deviation apart.
     */
    double distance(int at, FeatureVector features) {
        double squares = 0;
        for (int i = 0; i < width; i++) {
            double difference = (double) heads[at * width + i] - features.head()[i];
            squares += difference * difference;
        }
        for (int index : features.tailIndices()) {
            squares += has(at, index) ? 0 : 1;
        }
        return squares;
    }

    private boolean has(int at, int index) {
        for (int t = at * tail; t < (at + 1) * tail; t++) {
            if (tailIndices[t] == index) {
                return true;
            }
        }
        return false;
    }
}
