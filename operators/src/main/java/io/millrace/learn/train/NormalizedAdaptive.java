package io.millrace.learn.train;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.learn.loss.Loss;
import io.millrace.learn.schedule.LearningRate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The normalised adaptive gradient of Vowpal Wabbit for a linear model with one score p, row by
 * row: as AdaGrad, but whatever the units of the inputs (Ross, Mineiro & Langford, "Normalized
 * Online Learning", UAI 2013, algorithm 2), and with steps that do not overshoot: a sample of
 * weight h moves p as many small samples of that weight together would (Karampatziakis & Langford,
 * "Online Importance Weight Aware Updates", UAI 2011).
 *
 * <pre>
 * g = ∂ℓ/∂p
 * of each input: G += h g² x²;  if |x| > s: w *= s / |x|, s = |x|
 * N += h Σ x² / s²;  T += h
 * r = √(T / N) / (s √G)       the rate of an input
 * k = Σ r x²                  what moves p
 * w += r x flow(p, rate h k) / k
 * </pre>
 *
 * <p>where {@link Loss#flow} tells how far p goes down the slope of the loss in that time. An input
 * of less than {@value #LEAST} counts as zero, or its weight would have no end. There is no penalty
 * and no clipping.
 */
final class NormalizedAdaptive implements Learning {

    private static final float LEAST = 1e-15f;
    private static final float MOST = 1e30f;

    private static final int NORMS = 0;
    private static final int WEIGHTS = 1;

    private final Loss loss;
    private final LearningRate rate;
    private final float[] params;
    private final float[] squares;
    private final float[] scales;
    private final double[] sums;
    private final double[] slope = new double[1];

    NormalizedAdaptive(Page page, Loss loss, LearningRate rate, float[] params) {
        this.loss = loss;
        this.rate = rate;
        this.params = params;
        this.squares = page.floats("normalized.squares", params.length);
        this.scales = page.floats("normalized.scales", params.length);
        this.sums = page.doubles("normalized.sums", 2);
    }

    @Override
    public Outcome learn(
            FeatureVector features,
            double norm,
            double[] raw,
            double target,
            double weight,
            double @Nullable [] offsets,
            long draw) {
        if (offsets != null) {
            loss.shift(raw, offsets);
        }
        loss.gradient(raw, target, slope);
        double gradient = Math.abs(slope[0]);
        double step = rate.next();
        if (!(gradient * norm <= Descent.LIMIT && step <= Descent.LIMIT)) {
            return Outcome.SKIPPED;
        }
        if (gradient > 0 && weight > 0) {
            rate.advance();
            double reach = observe(features, weight * gradient * gradient, weight);
            double flow = loss.flow(raw[0], target, slope[0], step * weight * reach);
            move(features, flow / reach);
        }
        return Outcome.LEARNED;
    }

    /** Takes in a sample, and says how far a step of 1 would move the score. */
    private double observe(FeatureVector features, double square, double weight) {
        float[] head = features.head();
        int[] tail = features.tailIndices();
        double norm = observe(params.length - 1, 1, square);
        for (int i = 0; i < head.length; i++) {
            norm += observe(i, head[i], square);
        }
        for (int t = 0; t < tail.length; t++) {
            norm += observe(tail[t], features.tailValues()[t], square);
        }
        sums[NORMS] += weight * norm;
        sums[WEIGHTS] += weight;
        double reach = rate(params.length - 1);
        for (int i = 0; i < head.length; i++) {
            reach += reach(i, head[i]);
        }
        for (int t = 0; t < tail.length; t++) {
            reach += reach(tail[t], features.tailValues()[t]);
        }
        return reach;
    }

    private double observe(int i, float x, double square) {
        float size = Math.abs(x);
        if (size < LEAST) {
            return 0;
        }
        double sum = squares[i] + square * x * x;
        squares[i] = (float) Math.max(Float.MIN_NORMAL, Math.min(sum, Float.MAX_VALUE));
        if (size > scales[i]) {
            // A given weight has no scale yet, and stays.
            params[i] *= scales[i] > 0 ? scales[i] / size : 1;
            scales[i] = size;
        }
        double share = x / (double) scales[i];
        return share * share;
    }

    /** Of an input that the sample has: its scale and its sum of squares are above zero. */
    private double rate(int i) {
        return Math.sqrt(sums[WEIGHTS] / sums[NORMS]) / (scales[i] * Math.sqrt(squares[i]));
    }

    private double reach(int i, float x) {
        return Math.abs(x) < LEAST ? 0 : rate(i) * x * x;
    }

    private void move(FeatureVector features, double step) {
        float[] head = features.head();
        for (int i = 0; i < head.length; i++) {
            move(i, head[i], step);
        }
        int[] tail = features.tailIndices();
        for (int t = 0; t < tail.length; t++) {
            move(tail[t], features.tailValues()[t], step);
        }
        move(params.length - 1, 1, step);
    }

    private void move(int i, float x, double step) {
        if (Math.abs(x) >= LEAST) {
            double moved = params[i] + step * rate(i) * x;
            params[i] = (float) Math.max(-MOST, Math.min(MOST, moved));
        }
    }

    @Override
    public void restart() {
        Arrays.fill(squares, 0);
        Arrays.fill(scales, 0);
        Arrays.fill(sums, 0);
    }
}
