package io.millrace.learn.model;

import org.jspecify.annotations.Nullable;

/**
 * Forward and backward propagation of one batch through a network (Rumelhart, Hinton, Williams,
 * Nature 1986). Matrix products are left to {@link Layer}s; biases, activations and the sparse tail
 * are done here, once for both kinds of layers. Not thread-safe: it owns scratch space.
 */
public final class Propagation implements BatchModel {

    private final Network network;
    private final Batch batch;
    private final Layer[] layers;
    private final @Nullable Dropout dropout;
    private final float[][] outputs;
    private final float[][] activations;
    private final float[][] kept;
    private final float[][] deltas;

    /**
     * @param factory makes the layers
     */
    public Propagation(Network network, Batch batch, Layer.Factory factory) {
        this(network, batch, factory, null);
    }

    /**
     * @param factory makes the layers
     * @param dropout what to leave out; null for nothing
     */
    public Propagation(
            Network network, Batch batch, Layer.Factory factory, @Nullable Dropout dropout) {
        this.network = network;
        this.batch = batch;
        int rows = batch.capacity();
        this.layers = new Layer[network.layers()];
        this.dropout = dropout;
        this.outputs = new float[layers.length][];
        this.activations = new float[layers.length - 1][];
        this.kept = new float[layers.length - 1][];
        this.deltas = new float[layers.length][];
        for (int l = 0; l < layers.length; l++) {
            int in = l == 0 ? network.head() : network.in(l);
            layers[l] = factory.layer(rows, in, network.out(l), network.weight(l, 0));
            outputs[l] = new float[Math.multiplyExact(rows, network.out(l))];
            deltas[l] = new float[outputs[l].length];
        }
        for (int l = 0; l < kept.length; l++) {
            activations[l] = new float[outputs[l].length];
            kept[l] = dropout == null ? activations[l] : new float[outputs[l].length];
        }
    }

    @Override
    public float[] forward(float[] params) {
        for (int l = 0; l < layers.length; l++) {
            float[] z = outputs[l];
            spread(params, network.bias(l), network.out(l), z);
            if (l == 0) {
                batch.forwardTail(network, params, z);
                layers[l].forward(batch.head(), params, z);
            } else {
                activate(l - 1);
                layers[l].forward(kept[l - 1], params, z);
            }
        }
        return outputs[layers.length - 1];
    }

    private void activate(int layer) {
        network.activation().apply(outputs[layer], activations[layer]);
        if (dropout != null) {
            dropout.apply(layer, activations[layer], kept[layer]);
        }
    }

    private static void spread(float[] params, int bias, int out, float[] z) {
        for (int at = 0; at < z.length; at += out) {
            System.arraycopy(params, bias, z, at, out);
        }
    }

    @Override
    public float[] scoreGradient() {
        return deltas[layers.length - 1];
    }

    @Override
    public void backward(float[] gradient) {
        for (int l = layers.length - 1; l >= 0; l--) {
            float[] delta = deltas[l];
            sum(delta, network.out(l), gradient, network.bias(l));
            if (l == 0) {
                layers[l].backward(delta, gradient, null);
                batch.backwardTail(network, delta, gradient);
            } else {
                layers[l].backward(delta, gradient, deltas[l - 1]);
                if (dropout != null) {
                    dropout.apply(l - 1, deltas[l - 1], deltas[l - 1]);
                }
                network.activation().applySlope(outputs[l - 1], activations[l - 1], deltas[l - 1]);
            }
        }
    }

    private static void sum(float[] delta, int out, float[] gradient, int bias) {
        System.arraycopy(delta, 0, gradient, bias, out);
        for (int at = out; at < delta.length; at += out) {
            for (int j = 0; j < out; j++) {
                gradient[bias + j] += delta[at + j];
            }
        }
    }
}
