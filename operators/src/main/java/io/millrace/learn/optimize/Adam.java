package io.millrace.learn.optimize;

import io.millrace.data.Page;

/**
 * Adam (Kingma & Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1):
 *
 * <pre>
 * m = β1 m + (1 - β1) g        m̂ = m / (1 - β1^t)
 * v = β2 v + (1 - β2) g²       v̂ = v / (1 - β2^t)
 * w -= rate m̂ / (√v̂ + ε)
 * </pre>
 *
 * <p>Without bias correction, m and v take the place of m̂ and v̂. The factors {@code 1 - β^t} are
 * kept as moving averages of a constant 1 that start at zero like the moments that they correct, so
 * no power is taken.
 */
final class Adam implements Optimizer {

    private static final float TINY = 1e-30f;

    /** Root of {@link #TINY}: below it the second moment has no digits left. */
    private static final float TINY_ROOT = 1e-15f;

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final boolean corrected;
    private final double reach;
    private final float[] m;
    private final float[] v;
    private final double[] corrections;

    private float rate;
    private float floor;

    Adam(OptimizerConfig config, Page page, int parameters) {
        this.beta1 = config.beta1();
        this.beta2 = config.beta2();
        this.epsilon = config.epsilon();
        this.corrected = config.biasCorrection();
        this.reach = reach();
        this.m = Moments.bind(page, "adam.m", parameters);
        this.v = Moments.bindSquares(page, "adam.v", parameters);
        this.corrections = page.doubles("adam.corrections", 2);
    }

    /** The most that |m̂| / √v̂ can be, by Cauchy and Schwarz on the two weighted sums. */
    private double reach() {
        return 1 / Math.sqrt((1 - beta2) * (1 - beta1 * beta1 / beta2));
    }

    @Override
    public double largestMove(double gradient, double rate) {
        return rate * reach;
    }

    @Override
    public void begin(double rate) {
        corrections[0] = beta1 * corrections[0] + (1 - beta1);
        corrections[1] = beta2 * corrections[1] + (1 - beta2);
        double root = corrected ? Math.sqrt(corrections[1]) : 1;
        this.rate = (float) (corrected ? rate * root / corrections[0] : rate);
        this.floor = Math.max((float) (epsilon * root), TINY_ROOT);
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
        float keep1 = (float) beta1;
        float take1 = (float) (1 - beta1);
        float keep2 = (float) beta2;
        float take2 = (float) (1 - beta2);
        float rate = this.rate;
        float floor = this.floor;
        float[] m = this.m;
        float[] v = this.v;
        for (int i = 0; i < length; i++) {
            float w = params[at + i];
            float g = scale * direction[from + i] + l2 * w;
            float mi = flush(keep1 * m[at + i] + take1 * g);
            float vi = flush(keep2 * v[at + i] + take2 * g * g);
            m[at + i] = mi;
            v[at + i] = vi;
            params[at + i] = w - rate * (mi / ((float) Math.sqrt(vi) + floor));
        }
    }

    /**
     * Rounds to a multiple of 2^-123. A decaying average would otherwise end among the subnormal
     * numbers, where arithmetic is a hundred times slower, and stay there.
     */
    static float flush(float x) {
        return (x + TINY) - TINY;
    }
}
