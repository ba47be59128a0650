package io.millrace.learn.model;

import io.millrace.data.Schema;
import io.millrace.learn.Chance;

/**
 * Where the parameters of a model lie in one flat array.
 *
 * <p>A model is a chain of affine layers with an activation between them; a linear model is one
 * layer. Each layer of {@code in} inputs and {@code out} outputs takes {@code (in + 1) * out}
 * parameters: a matrix in row-major order with one row an input, and a last row of biases.
 *
 * <p>A factorisation machine is one layer of {@code outputs * (1 + factors)} outputs: each row
 * holds the weights of an input for the scores, then its factors for the first score, and so on;
 * the biases of factors are 0, and stay so. See {@link FactorPropagation}.
 */
public final class Network {

    private final int[] sizes;
    private final int[] starts;
    private final int head;
    private final int outputs;
    private final int factors;
    private final ModelConfig.Activation activation;

    /**
     * @param outputs raw scores that the loss asks for
     * @throws ArithmeticException if there are more than 2^31 parameters
     */
    public Network(ModelConfig config, Schema schema, int outputs) {
        int layers = config.hidden().size() + 1;
        this.sizes = new int[layers + 1];
        this.starts = new int[layers + 1];
        this.head = config.inputs().head(schema);
        this.outputs = outputs;
        this.factors = config.factors();
        this.activation = config.activation();
        sizes[0] = config.inputs().width(schema);
        int last = Math.multiplyExact(outputs, Math.addExact(1, factors));
        for (int l = 1; l <= layers; l++) {
            sizes[l] = l < layers ? config.hidden().get(l - 1) : last;
            starts[l] =
                    Math.addExact(
                            starts[l - 1],
                            Math.multiplyExact(Math.addExact(sizes[l - 1], 1), sizes[l]));
        }
    }

    /** Affine layers: one more than hidden layers. */
    public int layers() {
        return sizes.length - 1;
    }

    /** Whether scores are sums of inputs times weights. */
    public boolean linear() {
        return layers() == 1 && factors == 0;
    }

    /** Factors of each input and output in a factorisation machine; 0 if it is none. */
    public int factors() {
        return factors;
    }

    /** Dense inputs of the first layer, ahead of the sparse tail. */
    public int head() {
        return head;
    }

    /** Raw scores. */
    public int outputs() {
        return outputs;
    }

    /** Inputs of a layer. */
    public int in(int layer) {
        return sizes[layer];
    }

    /** Outputs of a layer. */
    public int out(int layer) {
        return sizes[layer + 1];
    }

    /** Position of a layer's weight from one input to its first output. */
    public int weight(int layer, int input) {
        return starts[layer] + input * sizes[layer + 1];
    }

    /** Position of a layer's first bias. */
    public int bias(int layer) {
        return weight(layer, sizes[layer]);
    }

    /** Number of all parameters. */
    public int parameters() {
        return starts[starts.length - 1];
    }

    public ModelConfig.Activation activation() {
        return activation;
    }

    /** Fills parameters by the configured initialisation: each by its own draw from the seed. */
    public void initialize(float[] params, ModelConfig config) {
        for (int l = 0; l < layers(); l++) {
            if (config.init() == ModelConfig.Init.ORTHOGONAL) {
                new Orthogonal(params, weight(l, 0), in(l), out(l)).fill(config.seed());
                continue;
            }
            double width = Math.sqrt(6.0 / (in(l) + out(l)));
            double deviation = Math.sqrt(2.0 / in(l));
            for (int i = weight(l, 0); i < bias(l); i++) {
                long draw = Chance.mix(config.seed(), i);
                double uniform = 2 * Chance.uniform(draw) - 1;
                params[i] =
                        (float)
                                switch (config.init()) {
                                    case ZEROS, ORTHOGONAL -> 0;
                                    case CONSTANT -> config.scale();
                                    case UNIFORM -> config.scale() * uniform;
                                    case NORMAL -> config.scale() * Chance.gaussian(draw);
                                    case XAVIER -> width * uniform;
                                    case HE -> deviation * Chance.gaussian(draw);
                                };
            }
        }
        if (factors > 0) {
            initializeFactors(params, config);
        }
    }

    /** Factors that started at 0, or alike, would stay so. */
    private void initializeFactors(float[] params, ModelConfig config) {
        for (int input = 0; input < in(0); input++) {
            for (int i = weight(0, input) + outputs; i < weight(0, input + 1); i++) {
                long draw = Chance.mix(config.seed(), i);
                params[i] = (float) (config.scale() * Chance.gaussian(draw));
            }
        }
    }
}
