package io.millrace.learn.train;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.loss.Loss;
import io.millrace.learn.model.Batch;
import io.millrace.learn.model.BatchModel;
import io.millrace.learn.model.Dropout;
import io.millrace.learn.model.FactorPropagation;
import io.millrace.learn.model.Layer;
import io.millrace.learn.model.Network;
import io.millrace.learn.model.Propagation;
import io.millrace.learn.optimize.Optimizer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Any model that learns from mini-batches of n samples (n may be 1): the gradient is {@code 1/n Σ
 * weight_i ∇loss_i}. Weights stay out of the divisor, so that a heavier sample moves the model
 * more. A mini-batch that is not full is state like any other, and waits in the page.
 */
final class BatchLearning implements Learning {

    private final Network network;
    private final Loss loss;
    private final Descent descent;
    private final int epochs;
    private final float clipValue;
    private final float[] params;
    private final float[] gradient;

    private final int[] size;
    private final Batch batch;
    private final double[] targets;
    private final double[] weights;
    private final double[] offsets;

    private final Stretches stretches;
    private final BatchModel propagation;
    private final @Nullable Dropout dropout;
    private final long[] draws;
    private final double[] raw;
    private final double[] slope;
    private final double[] shift;

    BatchLearning(
            TrainConfig config,
            Page page,
            Schema schema,
            Network network,
            Loss loss,
            Descent descent,
            float[] params) {
        int n = config.batchSize();
        this.network = network;
        this.loss = loss;
        this.descent = descent;
        this.epochs = config.epochs();
        this.clipValue = (float) config.clipValue();
        this.params = params;
        this.gradient = new float[params.length];
        this.size = page.ints(Pending.SIZE, 1);
        this.batch = new Batch(page, schema, config.model().inputs(), n);
        this.targets = page.doubles(Pending.TARGETS, n);
        this.weights = page.doubles("pendingWeights", n);
        this.shift = new double[schema.target().size()];
        this.offsets = page.doubles("pendingOffsets", Math.multiplyExact(n, shift.length));
        this.stretches = new Stretches(network, batch);
        double rate = config.model().dropout();
        this.dropout = rate > 0 ? new Dropout(rate, network, n) : null;
        this.draws = rate > 0 ? page.longs(Pending.DRAWS, n) : new long[0];
        this.propagation = model(config, network, batch, dropout);
        this.raw = new double[network.outputs()];
        this.slope = new double[network.outputs()];
    }

    private static BatchModel model(
            TrainConfig config, Network network, Batch batch, @Nullable Dropout dropout) {
        Layer.Factory layers = Layers.of(config.compute());
        return network.factors() > 0
                ? new FactorPropagation(network, batch, layers)
                : new Propagation(network, batch, layers, dropout);
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
        int row = size[0];
        batch.set(row, features);
        targets[row] = target;
        weights[row] = weight;
        int at = row * shift.length;
        if (offsets == null) {
            Arrays.fill(this.offsets, at, at + shift.length, 0);
        } else {
            System.arraycopy(offsets, 0, this.offsets, at, shift.length);
        }
        if (dropout != null) {
            draws[row] = draw;
        }
        size[0] = (row + 1) % batch.capacity();
        return size[0] == 0 ? descend() : Outcome.PENDING;
    }

    @Override
    public void restart() {
        descent.restart(params);
    }

    private Outcome descend() {
        stretches.refresh();
        Outcome outcome = Outcome.SKIPPED;
        for (int epoch = 0; epoch < epochs; epoch++) {
            if (dropout != null) {
                dropout.choose(draws, epoch);
            }
            scoreGradient(propagation.forward(params), propagation.scoreGradient());
            propagation.backward(gradient);
            if (step()) {
                outcome = Outcome.LEARNED;
            }
        }
        return outcome;
    }

    private void scoreGradient(float[] scores, float[] scoreGradient) {
        int outputs = raw.length;
        for (int row = 0; row < batch.capacity(); row++) {
            for (int j = 0; j < outputs; j++) {
                raw[j] = scores[row * outputs + j];
            }
            System.arraycopy(offsets, row * shift.length, shift, 0, shift.length);
            loss.shift(raw, shift);
            loss.gradient(raw, targets[row], slope);
            double share = weights[row] / batch.capacity();
            for (int j = 0; j < outputs; j++) {
                scoreGradient[row * outputs + j] = (float) (slope[j] * share);
            }
        }
    }

    private boolean step() {
        double norm = gradientNorm();
        double clip = descent.clip(norm);
        double weightNorm = descent.l2() > 0 ? weightNorm() : 0;
        Optimizer optimizer = descent.begin(norm * clip, weightNorm);
        if (optimizer == null) {
            return false;
        }
        for (int s = 0; s < stretches.count(); s++) {
            int from = stretches.from(s);
            int length = stretches.to(s) - from;
            float l2 = stretches.biases(s) ? 0 : descent.l2();
            optimizer.update(params, from, gradient, from, length, (float) clip, l2);
        }
        descent.end(params, batch.touched(), stretches.touched());
        return true;
    }

    /** Of the weights that this batch touches. */
    private double weightNorm() {
        double squared = 0;
        for (int s = 0; s < stretches.count(); s++) {
            if (!stretches.biases(s)) {
                squared += Norms.squared(params, stretches.from(s), stretches.to(s));
            }
        }
        return Math.sqrt(squared);
    }

    /** After clipping by value. */
    private double gradientNorm() {
        double squared = 0;
        for (int s = 0; s < stretches.count(); s++) {
            if (clipValue > 0) {
                clipValues(stretches.from(s), stretches.to(s));
            }
            squared += Norms.squared(gradient, stretches.from(s), stretches.to(s));
        }
        return Math.sqrt(squared);
    }

    private void clipValues(int from, int to) {
        for (int i = from; i < to; i++) {
            // A NaN stays one, so that the step is refused.
            gradient[i] = Math.max(-clipValue, Math.min(clipValue, gradient[i]));
        }
    }
}
