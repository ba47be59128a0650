package io.millrace.learn.model;

import io.millrace.data.FeatureVector;
import java.util.Arrays;

/**
 * The raw scores of one sample. This is the one way in which samples are scored, in training and in
 * serving, so both say the same to the bit. Not thread-safe: it owns scratch space.
 *
 * <p>Hidden layers add up in float, scores in double.
 */
public final class RowForward {

    private final Network network;
    private final float[][] hidden;
    private final double[] factorSums;

    public RowForward(Network network) {
        this.network = network;
        this.hidden = new float[network.layers() - 1][];
        for (int l = 0; l < hidden.length; l++) {
            hidden[l] = new float[network.out(l)];
        }
        this.factorSums = new double[network.outputs() * network.factors()];
    }

    /**
     * @param raw receives {@link Network#outputs()} numbers; a feature that is not finite makes all
     *     of them not finite
     */
    public void score(float[] params, FeatureVector features, double[] raw) {
        if (features.head().length != network.head()) {
            throw new IllegalArgumentException(
                    "the model takes "
                            + network.head()
                            + " dense inputs, got "
                            + features.head().length);
        }
        if (network.factors() > 0) {
            scoreFactors(params, features, raw);
            return;
        }
        if (raw.length == 1 && network.linear()) {
            raw[0] = scoreOne(params, features);
            return;
        }
        if (network.linear()) {
            widen(params, network.bias(0), raw);
            addInputs(params, features, raw);
            return;
        }
        scoreHidden(params, features);
        scoreLast(params, hidden[hidden.length - 1], raw);
    }

    /** See {@link FactorPropagation}. */
    private void scoreFactors(float[] params, FeatureVector features, double[] raw) {
        widen(params, network.bias(0), raw);
        Arrays.fill(factorSums, 0);
        float[] head = features.head();
        for (int i = 0; i < head.length; i++) {
            addFactors(params, network.weight(0, i), head[i], raw);
        }
        int[] indices = features.tailIndices();
        for (int t = 0; t < indices.length; t++) {
            addFactors(params, network.weight(0, indices[t]), features.tailValues()[t], raw);
        }
        int factors = network.factors();
        for (int f = 0; f < factorSums.length; f++) {
            raw[f / factors] += 0.5 * factorSums[f] * factorSums[f];
        }
    }

    /** One input: its weights, its part of each factor's sum, and less its square. */
    private void addFactors(float[] params, int at, float x, double[] raw) {
        if (x == 0) {
            return;
        }
        addRow(params, at, x, raw);
        int factors = network.factors();
        int from = at + raw.length;
        for (int f = 0; f < factorSums.length; f++) {
            double part = (double) x * params[from + f];
            factorSums[f] += part;
            raw[f / factors] -= 0.5 * part * part;
        }
    }

    private double scoreOne(float[] params, FeatureVector features) {
        double score = params[network.bias(0)] + dot(params, features.head());
        int[] indices = features.tailIndices();
        for (int t = 0; t < indices.length; t++) {
            score += (double) features.tailValues()[t] * params[indices[t]];
        }
        return score;
    }

    /** In four sums, which a processor adds up side by side. */
    private static double dot(float[] params, float[] x) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < x.length - 3; i += 4) {
            a += (double) x[i] * params[i];
            b += (double) x[i + 1] * params[i + 1];
            c += (double) x[i + 2] * params[i + 2];
            d += (double) x[i + 3] * params[i + 3];
        }
        for (; i < x.length; i++) {
            a += (double) x[i] * params[i];
        }
        return (a + b) + (c + d);
    }

    private void addInputs(float[] params, FeatureVector features, double[] raw) {
        float[] head = features.head();
        for (int i = 0; i < head.length; i++) {
            addRow(params, network.weight(0, i), head[i], raw);
        }
        int[] indices = features.tailIndices();
        for (int t = 0; t < indices.length; t++) {
            addRow(params, network.weight(0, indices[t]), features.tailValues()[t], raw);
        }
    }

    private void scoreHidden(float[] params, FeatureVector features) {
        float[] z = hidden[0];
        System.arraycopy(params, network.bias(0), z, 0, z.length);
        float[] head = features.head();
        for (int i = 0; i < head.length; i++) {
            Rows.add(params, network.weight(0, i), z, 0, z.length, head[i]);
        }
        int[] indices = features.tailIndices();
        for (int t = 0; t < indices.length; t++) {
            Rows.add(
                    params,
                    network.weight(0, indices[t]),
                    z,
                    0,
                    z.length,
                    features.tailValues()[t]);
        }
        network.activation().apply(z, z);
        for (int l = 1; l < hidden.length; l++) {
            float[] a = hidden[l - 1];
            z = hidden[l];
            System.arraycopy(params, network.bias(l), z, 0, z.length);
            for (int i = 0; i < a.length; i++) {
                Rows.add(params, network.weight(l, i), z, 0, z.length, a[i]);
            }
            network.activation().apply(z, z);
        }
    }

    private void scoreLast(float[] params, float[] a, double[] raw) {
        int last = network.layers() - 1;
        widen(params, network.bias(last), raw);
        for (int i = 0; i < a.length; i++) {
            addRow(params, network.weight(last, i), a[i], raw);
        }
    }

    private static void widen(float[] params, int at, double[] raw) {
        Arrays.setAll(raw, j -> params[at + j]);
    }

    private static void addRow(float[] params, int at, float x, double[] raw) {
        if (x != 0) {
            for (int j = 0; j < raw.length; j++) {
                raw[j] += (double) x * params[at + j];
            }
        }
    }
}
