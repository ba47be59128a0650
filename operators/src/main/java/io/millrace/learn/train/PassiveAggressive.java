package io.millrace.learn.train;

import io.millrace.data.FeatureVector;
import io.millrace.learn.optimize.AggressiveConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Passive-aggressive learning of a linear model with one score p, row by row (Crammer, Dekel,
 * Keshet, Shalev-Shwartz & Singer, "Online Passive-Aggressive Algorithms", JMLR 7, 2006): nothing
 * moves while a sample is right with a margin, else the weights go the shortest way that makes it
 * so, as far as C lets them. With y of -1 or 1 for classes and the standardised target for a
 * number:
 *
 * <pre>
 * classes   ℓ = max(0, 1 - y p)           direction d = y
 * number    ℓ = max(0, |y - p| - ε)       direction d = sgn(y - p)
 * PA-I      τ = min(C weight, ℓ / |x|²)
 * PA-II     τ = ℓ / (|x|² + 1 / (2 C weight))
 * w += τ d x
 * </pre>
 *
 * <p>x ends in the 1 of the bias. The weight of a sample counts as in the paper's objective, where
 * C is the price of a unit of ℓ. There is no learning rate, and nothing is remembered but the
 * weights. Offsets of logits have no place in a margin and are left out.
 */
final class PassiveAggressive implements Learning {

    private final boolean classes;
    private final boolean second;
    private final AggressiveConfig config;
    private final float[] params;

    /**
     * @param classes whether the target is one of two classes, not a number
     */
    PassiveAggressive(OptimizerConfig optimizer, boolean classes, float[] params) {
        this.classes = classes;
        this.second = optimizer.kind() == OptimizerConfig.Kind.PA_II;
        this.config = optimizer.aggressive();
        this.params = params;
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
        double direction = classes ? (target > 0 ? 1 : -1) : Math.signum(target - raw[0]);
        double loss =
                classes
                        ? 1 - direction * raw[0]
                        : Math.abs(target - raw[0]) - config.insensitivity();
        if (loss > Descent.LIMIT) {
            return Outcome.SKIPPED;
        }
        if (loss > 0) {
            move(features, direction * step(loss, norm * norm, config.aggressiveness() * weight));
        }
        return Outcome.LEARNED;
    }

    private double step(double loss, double squaredNorm, double price) {
        return second
                ? loss / (squaredNorm + 1 / (2 * price))
                : Math.min(price, loss / squaredNorm);
    }

    private void move(FeatureVector features, double step) {
        float[] head = features.head();
        for (int i = 0; i < head.length; i++) {
            params[i] += (float) (step * head[i]);
        }
        int[] tail = features.tailIndices();
        for (int t = 0; t < tail.length; t++) {
            params[tail[t]] += (float) (step * features.tailValues()[t]);
        }
        params[params.length - 1] += (float) step;
    }

    @Override
    public void restart() {}
}
