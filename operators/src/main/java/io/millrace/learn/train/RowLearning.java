package io.millrace.learn.train;

import io.millrace.data.FeatureVector;
import io.millrace.learn.loss.Loss;
import io.millrace.learn.model.Network;
import io.millrace.learn.model.RowForward;
import io.millrace.learn.optimize.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * A linear model that learns row by row, in fused loops: the gradient of one sample is the outer
 * product of its features and the gradient of its scores, and goes to the optimizer as such.
 */
final class RowLearning implements Learning {

    private final Network network;
    private final RowForward forward;
    private final Loss loss;
    private final Descent descent;
    private final int epochs;
    private final float[] params;
    private final double[] slope;
    private final float[] step;
    private final float[] head;

    RowLearning(
            Network network,
            RowForward forward,
            Loss loss,
            Descent descent,
            int epochs,
            float[] params) {
        this.network = network;
        this.forward = forward;
        this.loss = loss;
        this.descent = descent;
        this.epochs = epochs;
        this.params = params;
        this.slope = new double[network.outputs()];
        this.step = new float[network.outputs()];
        this.head = new float[step.length == 1 ? 0 : network.weight(0, network.head())];
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
        Outcome outcome = Outcome.SKIPPED;
        for (int epoch = 0; epoch < epochs; epoch++) {
            if (epoch > 0) {
                forward.score(params, features, raw);
            }
            if (offsets != null) {
                loss.shift(raw, offsets);
            }
            loss.gradient(raw, target, slope);
            if (step(features, norm, weight)) {
                outcome = Outcome.LEARNED;
            }
        }
        return outcome;
    }

    @Override
    public void restart() {
        descent.restart(params);
    }

    private boolean step(FeatureVector features, double norm, double weight) {
        double gradientNorm = norm * weight * Math.sqrt(Norms.squared(slope));
        double clip = descent.clip(gradientNorm);
        double weightNorm = descent.l2() > 0 ? weightNorm(features) : 0;
        Optimizer optimizer = descent.begin(gradientNorm * clip, weightNorm);
        if (optimizer == null) {
            return false;
        }
        for (int j = 0; j < step.length; j++) {
            step[j] = (float) (slope[j] * weight * clip);
        }
        update(optimizer, features);
        descent.end(params, features.tailIndices(), features.tailIndices().length);
        return true;
    }

    /** Of the weights that this sample touches. */
    private double weightNorm(FeatureVector features) {
        double squared =
                Norms.squared(params, network.weight(0, 0), network.weight(0, network.head()));
        for (int input : features.tailIndices()) {
            int weight = network.weight(0, input);
            squared += Norms.squared(params, weight, weight + step.length);
        }
        return Math.sqrt(squared);
    }

    private void update(Optimizer optimizer, FeatureVector features) {
        float l2 = descent.l2();
        if (step.length == 1) {
            optimizer.update(params, 0, features.head(), 0, features.head().length, step[0], l2);
        } else {
            optimizer.update(params, 0, outerProduct(features.head()), 0, head.length, 1, l2);
        }
        int[] tail = features.tailIndices();
        for (int t = 0; t < tail.length; t++) {
            int weight = network.weight(0, tail[t]);
            optimizer.update(params, weight, step, 0, step.length, features.tailValues()[t], l2);
        }
        optimizer.update(params, network.bias(0), step, 0, step.length, 1, 0);
    }

    /** Of several outputs: a long loop over all is much faster than a short one an input. */
    private float[] outerProduct(float[] x) {
        int at = 0;
        for (float value : x) {
            for (float slope : step) {
                head[at++] = value * slope;
            }
        }
        return head;
    }
}
