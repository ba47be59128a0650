package io.millrace.learn.optimize;

import io.millrace.data.Page;

/**
 * SGD with classical momentum: {@code u = momentum u - rate g; w += u} (Polyak 1964, as in
 * Sutskever et al., ICML 2013). The rate is inside the velocity, so a change of rate takes effect
 * as the velocity turns over.
 */
final class Momentum implements Optimizer {

    private final float momentum;
    private final float[] velocity;
    private float rate;

    Momentum(float momentum, Page page, int parameters) {
        this.momentum = momentum;
        this.velocity = Moments.bind(page, "momentum.velocity", parameters);
    }

    @Override
    public double largestMove(double gradient, double rate) {
        return rate * gradient / (1 - momentum);
    }

    @Override
    public void begin(double rate) {
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
        float momentum = this.momentum;
        float[] velocity = this.velocity;
        for (int i = 0; i < length; i++) {
            float w = params[at + i];
            float g = scale * direction[from + i] + l2 * w;
            float u = Adam.flush(momentum * velocity[at + i] - rate * g);
            velocity[at + i] = u;
            params[at + i] = w + u;
        }
    }
}
