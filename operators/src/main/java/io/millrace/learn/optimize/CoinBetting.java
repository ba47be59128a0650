package io.millrace.learn.optimize;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * COCOB, which has no learning rate: each coordinate bets a part of its wealth on the sign of the
 * next gradient, and the parameter is the bet (Orabona & Tommasi, "Training Deep Networks without
 * Learning Rates Through Coin Betting", NIPS 2017, algorithm 2, with its α = 100):
 *
 * <pre>
 * L = max(L, |g|)
 * G += |g|
 * R = max(R - (w - w1) g, 0)
 * θ -= g
 * w = w1 + θ / (L max(G + L, α L)) (L + R)
 * </pre>
 *
 * <p>w1 is where the parameter started. The wealth may not pass {@value #FARTHEST} L, which keeps
 * parameters within that distance of w1: wealth doubles with each bet won, and hostile samples
 * could let it win until nothing is finite.
 */
final class CoinBetting implements Optimizer {

    /** How far from its anchor a parameter may get; scaled inputs never come near. */
    static final double FARTHEST = 1e6;

    private static final double ALPHA = 100;

    /** L before there was a gradient. */
    private static final float LEAST = 1e-8f;

    private final float[] anchor;
    private final float[] largest;
    private final float[] total;
    private final float[] reward;
    private final float[] theta;

    CoinBetting(Page page, float[] params) {
        this.anchor = Moments.bindAnchor(page, "cocob.anchor", params);
        this.largest = Moments.bindSquares(page, "cocob.largest", params.length);
        this.total = Moments.bindSquares(page, "cocob.total", params.length);
        this.reward = Moments.bindSquares(page, "cocob.reward", params.length);
        this.theta = Moments.bind(page, "cocob.theta", params.length);
    }

    @Override
    public double largestMove(double gradient, double rate) {
        return 2 * (1 + FARTHEST);
    }

    @Override
    public void begin(double rate, double norm) {}

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
            float w = params[i];
            float g = scale * direction[from + i - at] + l2 * w;
            float size = Math.abs(g);
            float most = Math.max(Math.max(largest[i], size), LEAST);
            double gained = reward[i] - ((double) w - anchor[i]) * g;
            double won = Math.max(0, Math.min(gained, FARTHEST * most));
            largest[i] = most;
            total[i] = Math.min(Moments.flush(total[i] + size), Float.MAX_VALUE);
            reward[i] = Moments.flush((float) won);
            theta[i] = Moments.flush(theta[i] - g);
            double stake = theta[i] / Math.max((double) total[i] + most, ALPHA * most);
            params[i] = (float) (anchor[i] + stake * (1 + reward[i] / most));
        }
    }

    @Override
    public void restart(float[] params) {
        System.arraycopy(params, 0, anchor, 0, params.length);
        Arrays.fill(largest, 0);
        Arrays.fill(total, 0);
        Arrays.fill(reward, 0);
        Arrays.fill(theta, 0);
    }
}
