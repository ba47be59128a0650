package io.millrace.learn.optimize;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * RMSProp (Tieleman & Hinton, "Neural Networks for Machine Learning", lecture 6.5, 2012):
 *
 * <pre>
 * v = β2 v + (1 - β2) g²
 * w -= rate g / (√v + ε)
 * </pre>
 *
 * <p>v starts at zero and is not corrected for it, so the first steps are up to {@code 1 / √(1 -
 * β2)} times as long as the rate.
 */
final class RmsProp implements Optimizer {

    private final float keep;
    private final float take;
    private final float floor;
    private final double reach;
    private final float[] v;
    private float rate;

    RmsProp(OptimizerConfig config, Page page, int parameters) {
        this.keep = (float) config.beta2();
        this.take = (float) (1 - config.beta2());
        this.floor = Math.max((float) config.epsilon(), Moments.TINY_ROOT);
        this.reach = 1 / Math.sqrt(1 - config.beta2());
        this.v = Moments.bindSquares(page, "rmsprop.v", parameters);
    }

    @Override
    public double largestMove(double gradient, double rate) {
        return rate * reach;
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
        float keep = this.keep;
        float take = this.take;
        float rate = this.rate;
        float floor = this.floor;
        float[] v = this.v;
        for (int i = 0; i < length; i++) {
            float w = params[at + i];
            float g = scale * direction[from + i] + l2 * w;
            float vi = Moments.flush(keep * v[at + i] + take * g * g);
            v[at + i] = vi;
            params[at + i] = w - rate * (g / ((float) Math.sqrt(vi) + floor));
        }
    }

    @Override
    public void restart(float[] params) {
        Arrays.fill(v, 0);
    }
}
