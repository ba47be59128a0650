package io.millrace.learn.model;

import org.jspecify.annotations.Nullable;

/**
 * The three matrix products of an affine layer over a batch of n rows. All matrices are in
 * row-major order; the weights (in x out) lie within the parameters of the whole model.
 *
 * <p>One layer of a batch is carried out by {@link LoopLayer} or by its twin in ND4J, which give
 * the same numbers within float rounding.
 */
public interface Layer {

    /**
     * {@code outputs += inputs · weights}
     *
     * @param inputs n x in
     * @param params of the model
     * @param outputs n x out
     */
    void forward(float[] inputs, float[] params, float[] outputs);

    /**
     * {@code gradient = inputsᵀ · delta} and {@code inputDelta = delta · weightsᵀ}, for the inputs
     * and weights of the last {@link #forward}.
     *
     * @param delta n x out
     * @param gradient of the model's parameters, of which only the weights of this layer are set
     * @param inputDelta n x in; null if nobody asks
     */
    void backward(float[] delta, float[] gradient, float @Nullable [] inputDelta);

    /** Makes layers. */
    interface Factory {

        /**
         * @param rows n
         * @param in inputs
         * @param out outputs
         * @param weights position of the weights within the parameters
         */
        Layer layer(int rows, int in, int out, int weights);
    }
}
