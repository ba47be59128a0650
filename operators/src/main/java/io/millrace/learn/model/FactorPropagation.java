package io.millrace.learn.model;

import java.util.Arrays;

/**
 * Scores and gradient of a factorisation machine of second order over a batch (Rendle,
 * "Factorization Machines", ICDM 2010):
 *
 * <pre>
 * score = b + Σ w_i x_i + Σ_{i<j} (v_i · v_j) x_i x_j
 *       = b + Σ w_i x_i + ½ Σ_f (s_f² - Σ (v_if x_i)²)      s_f = Σ v_if x_i
 * ∂ score / ∂ v_if = x_i s_f - v_if x_i²
 * </pre>
 *
 * <p>So pairs of categories that never came together share what their factors learned from others,
 * at a cost that is linear in the inputs. The sums over w and s are those of one affine layer, and
 * are left to it; only the squares are dealt with here. Several scores have factors of their own.
 */
public final class FactorPropagation implements BatchModel {

    private final Network network;
    private final Batch batch;
    private final Layer layer;
    private final int outputs;
    private final int factors;
    private final int columns;
    private final float[] sums;
    private final float[] scores;
    private final float[] scoreGradient;
    private final float[] delta;
    private final float[] squares;
    private float[] params = {};

    /**
     * @param factory makes the layer
     */
    public FactorPropagation(Network network, Batch batch, Layer.Factory factory) {
        this.network = network;
        this.batch = batch;
        this.outputs = network.outputs();
        this.factors = network.factors();
        this.columns = network.out(0);
        int rows = batch.capacity();
        this.layer = factory.layer(rows, network.head(), columns, network.weight(0, 0));
        this.sums = new float[Math.multiplyExact(rows, columns)];
        this.delta = new float[sums.length];
        this.scores = new float[rows * outputs];
        this.scoreGradient = new float[scores.length];
        this.squares = new float[network.head() * outputs];
    }

    @Override
    public float[] forward(float[] params) {
        this.params = params;
        Arrays.fill(sums, 0);
        for (int row = 0; row < batch.capacity(); row++) {
            System.arraycopy(params, network.bias(0), sums, row * columns, outputs);
        }
        batch.forwardTail(network, params, sums);
        layer.forward(batch.head(), params, sums);
        for (int i = 0; i < network.head(); i++) {
            for (int j = 0; j < outputs; j++) {
                squares[i * outputs + j] = square(params, factor(i, j));
            }
        }
        for (int row = 0; row < batch.capacity(); row++) {
            for (int j = 0; j < outputs; j++) {
                int sum = row * columns;
                float own = square(sums, sum + outputs + j * factors);
                float pairs = own - squaresOf(row, j);
                scores[row * outputs + j] = sums[sum + j] + 0.5f * pairs;
            }
        }
        return scores;
    }

    /** Position of the factors of an input for a score. */
    private int factor(int input, int output) {
        return network.weight(0, input) + outputs + output * factors;
    }

    private float square(float[] of, int at) {
        return Rows.dot(of, at, of, at, factors);
    }

    /** {@code Σ_i |v_i|² x_i²} of a row. */
    private float squaresOf(int row, int output) {
        float sum = 0;
        int x = row * network.head();
        for (int i = 0; i < network.head(); i++) {
            float value = batch.head()[x + i];
            sum += squares[i * outputs + output] * value * value;
        }
        for (int t = batch.tailFrom(row); t < batch.tailTo(row); t++) {
            float value = batch.tailValue(t);
            sum += square(params, factor(batch.tailIndex(t), output)) * value * value;
        }
        return sum;
    }

    @Override
    public float[] scoreGradient() {
        return scoreGradient;
    }

    @Override
    public void backward(float[] gradient) {
        int bias = network.bias(0);
        Arrays.fill(gradient, bias, bias + columns, 0);
        for (int row = 0; row < batch.capacity(); row++) {
            for (int j = 0; j < outputs; j++) {
                float slope = scoreGradient[row * outputs + j];
                int at = row * columns;
                gradient[bias + j] += slope;
                delta[at + j] = slope;
                for (int f = at + outputs + j * factors;
                        f < at + outputs + (j + 1) * factors;
                        f++) {
                    delta[f] = slope * sums[f];
                }
            }
        }
        layer.backward(delta, gradient, null);
        batch.backwardTail(network, delta, gradient);
        for (int row = 0; row < batch.capacity(); row++) {
            subtractSquares(row, gradient);
        }
    }

    /** What an input has with itself is no pair. */
    private void subtractSquares(int row, float[] gradient) {
        int x = row * network.head();
        for (int i = 0; i < network.head(); i++) {
            subtractSquare(row, i, batch.head()[x + i], gradient);
        }
        for (int t = batch.tailFrom(row); t < batch.tailTo(row); t++) {
            subtractSquare(row, batch.tailIndex(t), batch.tailValue(t), gradient);
        }
    }

    private void subtractSquare(int row, int input, float x, float[] gradient) {
        for (int j = 0; j < outputs; j++) {
            float share = -scoreGradient[row * outputs + j] * x * x;
            Rows.add(params, factor(input, j), gradient, factor(input, j), factors, share);
        }
    }
}
