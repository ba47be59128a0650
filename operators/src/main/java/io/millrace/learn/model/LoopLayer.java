package io.millrace.learn.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A layer in plain loops. Inputs of zero, as behind a ReLU or in one-hot columns, cost nothing. */
public final class LoopLayer implements Layer {

    private static final float[] NONE = {};

    private final int rows;
    private final int in;
    private final int out;
    private final int weights;
    private float[] inputs = NONE;
    private float[] params = NONE;

    public LoopLayer(int rows, int in, int out, int weights) {
        this.rows = rows;
        this.in = in;
        this.out = out;
        this.weights = weights;
    }

    @Override
    public void forward(float[] inputs, float[] params, float[] outputs) {
        this.inputs = inputs;
        this.params = params;
        for (int row = 0; row < rows; row++) {
            if (out == 1) {
                outputs[row] += Rows.dot(inputs, row * in, params, weights, in);
                continue;
            }
            for (int i = 0; i < in; i++) {
                float x = inputs[row * in + i];
                Rows.add(params, weights + i * out, outputs, row * out, out, x);
            }
        }
    }

    @Override
    public void backward(float[] delta, float[] gradient, float @Nullable [] inputDelta) {
        Arrays.fill(gradient, weights, weights + in * out, 0);
        for (int row = 0; row < rows; row++) {
            if (out == 1) {
                Rows.add(inputs, row * in, gradient, weights, in, delta[row]);
                continue;
            }
            for (int i = 0; i < in; i++) {
                float x = inputs[row * in + i];
                Rows.add(delta, row * out, gradient, weights + i * out, out, x);
            }
        }
        if (inputDelta != null) {
            inputDelta(delta, inputDelta);
        }
    }

    private void inputDelta(float[] delta, float[] inputDelta) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < in; i++) {
                inputDelta[row * in + i] =
                        Rows.dot(params, weights + i * out, delta, row * out, out);
            }
        }
    }
}
