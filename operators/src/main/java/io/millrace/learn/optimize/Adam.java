package io.millrace.learn.optimize;

import io.millrace.data.Page;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
 *
 * <p>Two options. AMSGrad (Reddi, Kale & Kumar, "On the Convergence of Adam and Beyond", ICLR 2018)
 * puts the largest v so far in the place of v. Decoupled weight decay, AdamW (Loshchilov & Hutter,
 * ICLR 2019), leaves the penalty out of g and takes {@code rate l2 w} off the parameter instead.
 */
final class Adam implements Optimizer {

    private static final String LARGEST = "adam.vMax";

    /** Numbers in a vector register of today; a shorter stretch gains nothing from them. */
    private static final int VECTOR = 8;

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final boolean corrected;
    private final boolean decoupled;
    private final double reach;
    private final float[] m;
    private final float[] v;
    private final float @Nullable [] vMax;
    private final double[] corrections;
    private final float[] aligned;

    private float rate;
    private float floor;
    private float decay;

    Adam(OptimizerConfig config, Page page, int parameters) {
        this.beta1 = config.beta1();
        this.beta2 = config.beta2();
        this.epsilon = config.epsilon();
        this.corrected = config.biasCorrection();
        this.decoupled = config.decoupled();
        this.reach = reach();
        this.m = Moments.bind(page, "adam.m", parameters);
        this.v = Moments.bindSquares(page, "adam.v", parameters);
        this.corrections = page.doubles("adam.corrections", 2);
        this.aligned = new float[parameters];
        if (config.amsgrad()) {
            this.vMax = Moments.bindSquares(page, LARGEST, parameters);
        } else {
            page.removeIf(LARGEST::equals);
            this.vMax = null;
        }
    }

    /** The most that |m̂| / √v̂ can be, by Cauchy and Schwarz on the two weighted sums. */
    private double reach() {
        return 1 / Math.sqrt((1 - beta2) * (1 - beta1 * beta1 / beta2));
    }

    @Override
    public double largestMove(double gradient, double rate) {
        // The bound on the gradient covers the penalty.
        return rate * (decoupled ? reach + gradient : reach);
    }

    @Override
    public void begin(double rate, double norm) {
        corrections[0] = beta1 * corrections[0] + (1 - beta1);
        corrections[1] = beta2 * corrections[1] + (1 - beta2);
        double root = corrected ? Math.sqrt(corrections[1]) : 1;
        this.rate = (float) (corrected ? rate * root / corrections[0] : rate);
        this.floor = Math.max((float) (epsilon * root), Moments.TINY_ROOT);
        this.decay = (float) rate;
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
        if (vMax != null || decoupled || length < VECTOR) {
            updateOtherwise(params, at, direction, from, length, scale, l2);
            return;
        }
        float keep1 = (float) beta1;
        float take1 = (float) (1 - beta1);
        float keep2 = (float) beta2;
        float take2 = (float) (1 - beta2);
        float rate = this.rate;
        float floor = this.floor;
        float[] m = this.m;
        float[] v = this.v;
        // Java makes vector instructions of a loop only where all arrays have the same index.
        float[] aligned = this.aligned;
        System.arraycopy(direction, from, aligned, at, length);
        for (int i = at; i < at + length; i++) {
            float w = params[i];
            float g = scale * aligned[i] + l2 * w;
            float mi = Moments.flush(keep1 * m[i] + take1 * g);
            float vi = Moments.flush(keep2 * v[i] + take2 * g * g);
            m[i] = mi;
            v[i] = vi;
            params[i] = w - rate * (mi / ((float) Math.sqrt(vi) + floor));
        }
    }

    /** With the options, which the loop that most use does without, and for what is short. */
    private void updateOtherwise(
            float[] params,
            int at,
            float[] direction,
            int from,
            int length,
            float scale,
            float l2) {
        float inside = decoupled ? 0 : l2;
        float beside = decoupled ? decay * l2 : 0;
        for (int i = at; i < at + length; i++) {
            float w = params[i];
            float g = scale * direction[from + i - at] + inside * w;
            m[i] = Moments.flush((float) beta1 * m[i] + (float) (1 - beta1) * g);
            v[i] = Moments.flush((float) beta2 * v[i] + (float) (1 - beta2) * g * g);
            float square = v[i];
            if (vMax != null) {
                vMax[i] = Math.max(vMax[i], square);
                square = vMax[i];
            }
            params[i] = w - beside * w - rate * (m[i] / ((float) Math.sqrt(square) + floor));
        }
    }

    @Override
    public void restart(float[] params) {
        Arrays.fill(m, 0);
        Arrays.fill(v, 0);
        Arrays.fill(corrections, 0);
        if (vMax != null) {
            Arrays.fill(vMax, 0);
        }
    }
}
