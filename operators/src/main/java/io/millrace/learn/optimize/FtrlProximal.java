package io.millrace.learn.optimize;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * FTRL-Proximal with a learning rate for each coordinate (McMahan et al., "Ad Click Prediction: a
 * View from the Trenches", KDD 2013, algorithm 1), α being the learning rate:
 *
 * <pre>
 * σ = (√(n + g²) - √n) / α
 * z += g - σ w
 * n += g²
 * w = 0 where |z| ≤ λ1, else -(z - sgn(z) λ1) / ((β + √n) / α + λ2)
 * </pre>
 *
 * <p>λ1 makes weights that are not worth it exactly zero. λ1 and λ2 bind the whole sum of
 * gradients, once, and biases like weights.
 *
 * <p>Where w is not zero the last line can be read backwards, {@code z = -w ((β + √n) / α + λ2) -
 * sgn(w) λ1}, so z is kept for the sake of the zeros alone. That is why it can start from given
 * weights, go on under another learning rate, and follow parameters that something else has set: a
 * z of zero beside them would pull them to zero at their first update.
 */
final class FtrlProximal implements Optimizer {

    private final double beta;
    private final double l1;
    private final double strength;
    private final float[] z;
    private final float[] n;
    private double rate;

    FtrlProximal(OptimizerConfig config, Page page, int parameters) {
        this.beta = config.proximal().beta();
        this.l1 = config.proximal().l1();
        this.strength = config.proximal().l2();
        this.z = Moments.bind(page, "ftrl.z", parameters);
        this.n = Moments.bindSquares(page, "ftrl.n", parameters);
    }

    @Override
    public double largestMove(double gradient, double rate) {
        return rate;
    }

    @Override
    public void begin(double rate, double norm) {
        this.rate = rate;
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
        for (int i = at; i < at + length; i++) {
            double w = params[i];
            float g = (float) (scale * direction[from + i - at] + l2 * w);
            double before = (beta + Math.sqrt(n[i])) / rate;
            n[i] = Moments.addSquare(n[i], g);
            double after = (beta + Math.sqrt(n[i])) / rate;
            double sum = w == 0 ? within(z[i]) : -w * (before + strength) - Math.copySign(l1, w);
            sum += g - (after - before) * w;
            z[i] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, sum));
            double beyond = Math.abs(sum) - l1;
            params[i] =
                    beyond <= 0 ? 0 : (float) (-Math.copySign(beyond, sum) / (after + strength));
        }
    }

    /** Where the parameter is zero, whatever λ1 was when z was left. */
    private double within(double z) {
        return Math.max(-l1, Math.min(l1, z));
    }

    @Override
    public void restart(float[] params) {
        Arrays.fill(z, 0);
        Arrays.fill(n, 0);
    }
}
