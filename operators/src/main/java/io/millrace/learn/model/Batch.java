package io.millrace.learn.model;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Schema;
import java.util.Arrays;

/**
 * The features of a fixed number of samples, row after row: a view over the arrays {@code pending*}
 * of a page.
 */
public final class Batch {

    private final int capacity;
    private final int width;
    private final int tailLimit;
    private final float[] head;
    private final int[] tailSizes;
    private final int[] tailIndices;
    private final float[] tailValues;
    private final int[] touched;

    /**
     * @param capacity samples in the batch
     */
    public Batch(Page page, Schema schema, int capacity) {
        this(page, schema, InputsConfig.plain(), capacity);
    }

    /**
     * @param inputs what is made of the features of the schema
     * @param capacity samples in the batch
     */
    public Batch(Page page, Schema schema, InputsConfig inputs, int capacity) {
        this.capacity = capacity;
        this.width = inputs.head(schema);
        this.tailLimit = inputs.tail(schema);
        this.head = page.floats("pendingHead", Math.multiplyExact(capacity, width));
        this.tailSizes = page.ints("pendingTailSizes", capacity);
        this.tailIndices = page.ints("pendingTailIndices", Math.multiplyExact(capacity, tailLimit));
        this.tailValues = page.floats("pendingTailValues", tailIndices.length);
        this.touched = new int[tailIndices.length];
    }

    /** Writes the features of one sample into a row. */
    public void set(int row, FeatureVector features) {
        int tail = features.tailIndices().length;
        if (tail > tailLimit) {
            throw new IllegalArgumentException(
                    "a sample has at most " + tailLimit + " categories, got " + tail);
        }
        System.arraycopy(features.head(), 0, head, row * width, width);
        System.arraycopy(features.tailIndices(), 0, tailIndices, row * tailLimit, tail);
        System.arraycopy(features.tailValues(), 0, tailValues, row * tailLimit, tail);
        tailSizes[row] = tail;
    }

    /** Rows. */
    public int capacity() {
        return capacity;
    }

    /** The dense head of all rows, in row-major order. Not a copy. */
    float[] head() {
        return head;
    }

    /** Where the entries of a row begin in the sparse tail. */
    int tailFrom(int row) {
        return row * tailLimit;
    }

    /** Where they end. */
    int tailTo(int row) {
        return row * tailLimit + tailSizes[row];
    }

    /** The input of an entry of the sparse tail. */
    int tailIndex(int entry) {
        return tailIndices[entry];
    }

    /** Its value. */
    float tailValue(int entry) {
        return tailValues[entry];
    }

    /** {@code scores[row] += tail[row] · weights} for the rows of the first layer's weights. */
    void forwardTail(Network network, float[] params, float[] scores) {
        int out = network.out(0);
        for (int row = 0; row < capacity; row++) {
            int from = row * tailLimit;
            for (int t = from; t < from + tailSizes[row]; t++) {
                int weight = network.weight(0, tailIndices[t]);
                Rows.add(params, weight, scores, row * out, out, tailValues[t]);
            }
        }
    }

    /** {@code gradient = tailᵀ · delta}, for the inputs that any row has. */
    void backwardTail(Network network, float[] delta, float[] gradient) {
        int out = network.out(0);
        for (int row = 0; row < capacity; row++) {
            int from = row * tailLimit;
            for (int t = from; t < from + tailSizes[row]; t++) {
                int weight = network.weight(0, tailIndices[t]);
                Arrays.fill(gradient, weight, weight + out, 0);
            }
        }
        for (int row = 0; row < capacity; row++) {
            int from = row * tailLimit;
            for (int t = from; t < from + tailSizes[row]; t++) {
                int weight = network.weight(0, tailIndices[t]);
                Rows.add(delta, row * out, gradient, weight, out, tailValues[t]);
            }
        }
    }

    /**
     * The inputs of the sparse tail that any row has, each once, ascending.
     *
     * @return scratch of which the first {@link #touchedCount} entries count
     */
    public int[] touched() {
        return touched;
    }

    /** Finds {@link #touched} anew. */
    public int touchedCount() {
        int found = 0;
        for (int row = 0; row < capacity; row++) {
            System.arraycopy(tailIndices, row * tailLimit, touched, found, tailSizes[row]);
            found += tailSizes[row];
        }
        Arrays.sort(touched, 0, found);
        int distinct = 0;
        for (int i = 0; i < found; i++) {
            if (i == 0 || touched[i] != touched[i - 1]) {
                touched[distinct++] = touched[i];
            }
        }
        return distinct;
    }
}
