package io.millrace.learn.optimize;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * SGD with momentum: {@code u = momentum u - rate g}, then {@code w += u} (the classical rule of
 * Polyak 1964, as in Sutskever et al., ICML 2013) or, by Nesterov, {@code w += momentum u - rate g}
 * (Nesterov 1983, in the form of Bengio et al., ICASSP 2013, whose parameters are those looked
 * ahead to). The rate is inside the velocity, so a change of rate takes effect as the velocity
 * turns over.
 */
final class Momentum implements Optimizer {

    private final float momentum;
    private final boolean nesterov;
    private final float[] velocity;
    private float rate;

    Momentum(OptimizerConfig config, Page page, int parameters) {
        this.momentum = (float) config.momentum();
        this.nesterov = config.nesterov();
        this.velocity = Moments.bind(page, "momentum.velocity", parameters);
    }

    @Override
    public double largestMove(double gradient, double rate) {
        return rate * gradient / (1 - momentum);
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
        float momentum = this.momentum;
        float[] velocity = this.velocity;
        for (int i = 0; i < length; i++) {
            float w = params[at + i];
            float g = scale * direction[from + i] + l2 * w;
            float u = Moments.flush(momentum * velocity[at + i] - rate * g);
            velocity[at + i] = u;
            params[at + i] = w + (nesterov ? momentum * u - rate * g : u);
        }
    }

    @Override
    public void restart(float[] params) {
        Arrays.fill(velocity, 0);
    }
}
