package io.millrace.learn.model;

import io.millrace.data.FeatureVector;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import org.jspecify.annotations.Nullable;

/**
 * Random Fourier features in place of the dense inputs x: {@code √(2/D) cos(ω_d · x + b_d)} for d =
 * 1 .. D, with ω Gaussian of variance {@code 1/σ²} and b uniform in [0, 2π). The dot product of two
 * such vectors is about {@code exp(-|x - y|² / (2 σ²))}, so a linear model of them is a kernel
 * machine (Rahimi and Recht, "Random Features for Large-Scale Kernel Machines", NIPS 2007). The
 * sparse tail stays as it is, behind them.
 *
 * <p>What is random is told by the seed alone, and kept nowhere but here.
 */
final class FourierFeatures implements Inputs {

    /** What the last one was made of: many models of one configuration share it. */
    private record Projection(long seed, int in, int out, double bandwidth, float[] matrix) {

        boolean is(long seed, int in, int out, double bandwidth) {
            return this.seed == seed
                    && this.in == in
                    && this.out == out
                    && Double.compare(this.bandwidth, bandwidth) == 0;
        }
    }

    private static volatile @Nullable Projection last;

    private final Inputs inner;
    private final int in;
    private final int out;
    private final float[] matrix;
    private final double scale;
    private final Vectors vectors;

    FourierFeatures(InputsConfig config, Schema schema, long seed, Inputs inner) {
        this.inner = inner;
        this.in = schema.head();
        this.out = config.fourier();
        double bandwidth = config.bandwidth();
        this.matrix = matrix(seed, in, out, bandwidth > 0 ? bandwidth : Math.sqrt(in / 2.0));
        this.scale = Math.sqrt(2.0 / out);
        this.vectors = new Vectors(out, config.tail(schema));
    }

    /** One row for each feature: its direction, then its phase. */
    private static float[] matrix(long seed, int in, int out, double bandwidth) {
        Projection known = last;
        if (known != null && known.is(seed, in, out, bandwidth)) {
            return known.matrix;
        }
        float[] matrix = new float[Math.multiplyExact(out, in + 1)];
        int at = 0;
        for (int d = 0; d < out; d++) {
            long draw = Chance.mix(seed, d);
            for (int i = 0; i < in; i++) {
                matrix[at++] = (float) (Chance.gaussian(Chance.mix(draw, i)) / bandwidth);
            }
            matrix[at++] = (float) (2 * Math.PI * Chance.uniform(Chance.mix(draw, in)));
        }
        last = new Projection(seed, in, out, bandwidth, matrix);
        return matrix;
    }

    @Override
    public FeatureVector of(FeatureVector features) {
        FeatureVector given = inner.of(features);
        float[] x = given.head();
        int tail = given.tailIndices().length;
        FeatureVector inputs = vectors.of(tail);
        for (int d = 0; d < out; d++) {
            int row = d * (in + 1);
            double angle = matrix[row + in];
            for (int i = 0; i < in; i++) {
                angle += (double) matrix[row + i] * x[i];
            }
            inputs.head()[d] = (float) (scale * StrictMath.cos(angle));
        }
        for (int t = 0; t < tail; t++) {
            inputs.tailIndices()[t] = given.tailIndices()[t] - in + out;
        }
        System.arraycopy(given.tailValues(), 0, inputs.tailValues(), 0, tail);
        return inputs;
    }
}
