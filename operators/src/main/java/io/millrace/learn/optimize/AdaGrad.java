package io.millrace.learn.optimize;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * AdaGrad (Duchi, Hazan & Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic
 * Optimization", JMLR 12, 2011), with a diagonal matrix:
 *
 * <pre>
 * G += g²
 * w -= rate g / (√G + ε)
 * </pre>
 *
 * <p>G only grows, so steps only shrink: right for a stream that stays as it is.
 */
final class AdaGrad implements Optimizer {

    private final float floor;
    private final float[] squares;
    private float rate;

    AdaGrad(OptimizerConfig config, Page page, int parameters) {
        this.floor = Math.max((float) config.epsilon(), Moments.TINY_ROOT);
        this.squares = Moments.bindSquares(page, "adagrad.squares", parameters);
    }

    @Override
    public double largestMove(double gradient, double rate) {
        return rate;
    }

    @Override
    public void begin(double rate, double norm) {
        this.rate = (float) rate;
    }

    @Override
    public void update(
            float[] params,
            int at,
            float[] direction,
            int from,
            int length,
            float scale,
            float l2) {
        float rate = this.rate;
        float floor = this.floor;
        float[] squares = this.squares;
        for (int i = 0; i < length; i++) {
            float w = params[at + i];
            float g = scale * direction[from + i] + l2 * w;
            float sum = Moments.addSquare(squares[at + i], g);
            squares[at + i] = sum;
            params[at + i] = w - rate * (g / ((float) Math.sqrt(sum) + floor));
        }
    }

    @Override
    public void restart(float[] params) {
        Arrays.fill(squares, 0);
    }
}
