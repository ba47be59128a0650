package io.millrace.learn.optimize;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * DoWG, distance over weighted gradients, which has no learning rate (Khaled, Mishchenko & Jin,
 * "DoWG Unleashed: An Efficient Universal Parameter-Free Gradient Descent Method", NeurIPS 2023,
 * algorithm 1):
 *
 * <pre>
 * r = max(r, |w - w0|)
 * v += r² |g|²
 * w -= r² / √v g
 * </pre>
 *
 * <p>w0 is where the parameters started, r starts at {@value #INITIAL}. All parameters share one
 * rate, so it costs one array and three numbers, and a step touches only what has a gradient:
 * {@code |w - w0|²} is kept up by what a step changes of it. (Prodigy, the other such rule that is
 * well tried, takes four arrays and a pass over all parameters before each step.)
 *
 * <p>r may not pass {@value CoinBetting#FARTHEST}: it could double with each hostile sample.
 */
final class DoWG implements Optimizer {

    private static final double INITIAL = 1e-4;

    private static final int DISTANCE = 0;
    private static final int SQUARES = 1;
    private static final int MOVED = 2;

    private final float[] anchor;
    private final double[] state;
    private double rate;

    DoWG(Page page, float[] params) {
        this.anchor = Moments.bindAnchor(page, "dowg.anchor", params);
        this.state = Moments.bindState(page, "dowg.state", 3);
    }

    @Override
    public double largestMove(double gradient, double rate) {
        return CoinBetting.FARTHEST;
    }

    @Override
    public void begin(double rate, double norm) {
        double distance = Math.max(INITIAL, Math.sqrt(Math.max(0, state[MOVED])));
        double farthest = Math.max(state[DISTANCE], Math.min(distance, CoinBetting.FARTHEST));
        state[DISTANCE] = farthest;
        state[SQUARES] += farthest * farthest * norm * norm;
        this.rate = state[SQUARES] > 0 ? farthest * farthest / Math.sqrt(state[SQUARES]) : 0;
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
        double moved = state[MOVED];
        for (int i = at; i < at + length; i++) {
            float w = params[i];
            float g = scale * direction[from + i - at] + l2 * w;
            params[i] = (float) (w - rate * g);
            double before = (double) w - anchor[i];
            double after = (double) params[i] - anchor[i];
            moved += after * after - before * before;
        }
        state[MOVED] = moved;
    }

    @Override
    public void restart(float[] params) {
        System.arraycopy(params, 0, anchor, 0, params.length);
        Arrays.fill(state, 0);
    }
}
