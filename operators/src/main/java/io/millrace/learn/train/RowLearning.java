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
    private final float[] one = {1};

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
    }

    @Override
    public Outcome learn(
            FeatureVector features,
            double[] raw,
            double target,
            double weight,
            double @Nullable [] offsets) {
        double norm = Math.sqrt(Norms.squared(features) + 1);
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

    private boolean step(FeatureVector features, double norm, double weight) {
        double gradientNorm = norm * weight * Math.sqrt(Norms.squared(slope));
        double clip = descent.clip(gradientNorm);
        double weightNorm = descent.l2() > 0 ? Math.sqrt(Norms.squared(params)) : 0;
        Optimizer optimizer = descent.begin(gradientNorm * clip, weightNorm);
        if (optimizer == null) {
            return false;
        }
        for (int j = 0; j < step.length; j++) {
            step[j] = (float) (slope[j] * weight * clip);
        }
        if (step.length == 1) {
            updateColumn(optimizer, features);
        } else {
            updateRows(optimizer, features);
        }
        return true;
    }

    private void updateColumn(Optimizer optimizer, FeatureVector features) {
        float[] head = features.head();
        float l2 = descent.l2();
        optimizer.update(params, 0, head, 0, head.length, step[0], l2);
        int[] tail = features.tailIndices();
        for (int t = 0; t < tail.length; t++) {
            optimizer.update(params, tail[t], features.tailValues(), t, 1, step[0], l2);
        }
        optimizer.update(params, network.bias(0), one, 0, 1, step[0], 0);
    }

    private void updateRows(Optimizer optimizer, FeatureVector features) {
        float[] head = features.head();
        for (int i = 0; i < head.length; i++) {
            updateRow(optimizer, network.weight(0, i), head[i], descent.l2());
        }
        int[] tail = features.tailIndices();
        for (int t = 0; t < tail.length; t++) {
            updateRow(
                    optimizer, network.weight(0, tail[t]), features.tailValues()[t], descent.l2());
        }
        updateRow(optimizer, network.bias(0), 1, 0);
    }

    private void updateRow(Optimizer optimizer, int at, float x, float l2) {
        optimizer.update(params, at, step, 0, step.length, x, l2);
    }
}
