package io.millrace.learn.train;

import io.millrace.learn.model.Network;
import java.util.Arrays;

/**
 * What is done to weights right after a step.
 *
 * <p>L1 by its proximal step: each weight moves by {@code rate * l1} towards 0 and no further, so
 * that weights become 0 and stay there (Duchi and Singer, "Efficient Online and Batch Learning
 * Using Forward Backward Splitting", JMLR 10, 2009; "truncated gradient" of Langford, Li and Zhang,
 * JMLR 10, 2009). Under an adaptive optimizer the penalty is thus the same for all weights, not
 * divided by what it divides gradients by.
 *
 * <p>Max-norm: the weights into one unit are scaled down to a Euclidean norm of at most the limit
 * (Srivastava et al., JMLR 15, 2014).
 *
 * <p>Both touch, as L2 does, only the weights that the step could move: the inputs of the sparse
 * tail that no sample of the batch has stay as they are, and do not count in a norm.
 */
final class Constraints {

    private final Network network;
    private final double l1;
    private final double maxNorm;
    private final double[] norms;

    Constraints(RegularizeConfig config, Network network) {
        this.network = network;
        this.l1 = config.l1();
        this.maxNorm = config.maxNorm();
        int widest = 0;
        for (int l = 0; l < network.layers(); l++) {
            widest = Math.max(widest, network.out(l));
        }
        this.norms = new double[widest];
    }

    /**
     * @param rate the learning rate of the step
     * @param touched inputs of the sparse tail in it, of which the first {@code count} are read
     */
    void apply(float[] params, double rate, int[] touched, int count) {
        if (l1 > 0) {
            shrink(params, (float) (rate * l1), touched, count);
        }
        if (maxNorm > 0) {
            for (int l = 0; l < network.layers(); l++) {
                limit(params, l, touched, l == 0 ? count : 0);
            }
        }
    }

    private void shrink(float[] params, float by, int[] touched, int count) {
        shrink(params, network.weight(0, 0), network.weight(0, network.head()), by);
        for (int t = 0; t < count; t++) {
            int weight = network.weight(0, touched[t]);
            shrink(params, weight, weight + network.out(0), by);
        }
        for (int l = 1; l < network.layers(); l++) {
            shrink(params, network.weight(l, 0), network.bias(l), by);
        }
    }

    private static void shrink(float[] params, int from, int to, float by) {
        for (int i = from; i < to; i++) {
            float w = params[i];
            params[i] = w > by ? w - by : w < -by ? w + by : 0;
        }
    }

    private void limit(float[] params, int layer, int[] touched, int count) {
        int out = network.out(layer);
        int from = network.weight(layer, 0);
        int to = layer == 0 ? network.weight(0, network.head()) : network.bias(layer);
        Arrays.fill(norms, 0, out, 0);
        for (int at = from; at < to; at += out) {
            addSquares(params, at, out);
        }
        for (int t = 0; t < count; t++) {
            addSquares(params, network.weight(0, touched[t]), out);
        }
        if (!toFactors(out)) {
            return;
        }
        for (int at = from; at < to; at += out) {
            scale(params, at, out);
        }
        for (int t = 0; t < count; t++) {
            scale(params, network.weight(0, touched[t]), out);
        }
    }

    private void addSquares(float[] params, int at, int out) {
        for (int j = 0; j < out; j++) {
            norms[j] += (double) params[at + j] * params[at + j];
        }
    }

    /** From squared norms to what weights are to be multiplied by; whether any is below 1. */
    private boolean toFactors(int out) {
        boolean any = false;
        for (int j = 0; j < out; j++) {
            boolean over = norms[j] > maxNorm * maxNorm;
            norms[j] = over ? maxNorm / Math.sqrt(norms[j]) : 1;
            any |= over;
        }
        return any;
    }

    private void scale(float[] params, int at, int out) {
        for (int j = 0; j < out; j++) {
            params[at + j] = (float) (params[at + j] * norms[j]);
        }
    }
}
