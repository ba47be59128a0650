package io.millrace.learn.train;

import io.millrace.learn.model.Batch;
import io.millrace.learn.model.Network;

/**
 * The stretches of parameters that a batch has a gradient for: all but the rows of the sparse tail
 * that no sample of the batch has.
 */
final class Stretches {

    private final Network network;
    private final Batch batch;
    private final int[] from;
    private final int[] to;
    private int weights;
    private int count;
    private int touched;

    Stretches(Network network, Batch batch) {
        this.network = network;
        this.batch = batch;
        int limit = batch.touched().length + 2 * network.layers();
        this.from = new int[limit];
        this.to = new int[limit];
    }

    /** Finds them for the batch as it is now. */
    void refresh() {
        count = 0;
        add(network.weight(0, 0), network.weight(0, network.head()));
        touched = batch.touchedCount();
        for (int t = 0; t < touched; t++) {
            int weight = network.weight(0, batch.touched()[t]);
            add(weight, weight + network.out(0));
        }
        for (int l = 1; l < network.layers(); l++) {
            add(network.weight(l, 0), network.bias(l));
        }
        weights = count;
        for (int l = 0; l < network.layers(); l++) {
            add(network.bias(l), network.bias(l) + network.out(l));
        }
    }

    private void add(int start, int end) {
        from[count] = start;
        to[count] = end;
        count++;
    }

    /** How many of {@link Batch#touched} count. */
    int touched() {
        return touched;
    }

    int count() {
        return count;
    }

    /** First position of a stretch. */
    int from(int stretch) {
        return from[stretch];
    }

    /** The position after its last. */
    int to(int stretch) {
        return to[stretch];
    }

    /** Whether it holds biases, which no penalty pulls at. */
    boolean biases(int stretch) {
        return stretch >= weights;
    }
}
