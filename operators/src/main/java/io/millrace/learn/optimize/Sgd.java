package io.millrace.learn.optimize;

/** Stochastic gradient descent: {@code w -= rate g}. */
final class Sgd implements Optimizer {

    private float rate;

    @Override
    public double largestMove(double gradient, double rate) {
        return rate * gradient;
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
        for (int i = 0; i < length; i++) {
            float w = params[at + i];
            params[at + i] = w - rate * (scale * direction[from + i] + l2 * w);
        }
    }

    @Override
    public void restart(float[] params) {}
}
