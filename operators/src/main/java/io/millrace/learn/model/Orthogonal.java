package io.millrace.learn.model;

import io.millrace.learn.Chance;

/**
 * A random matrix whose shorter side is orthonormal: no direction of the input is stretched or lost
 * (Saxe, McClelland and Ganguli, "Exact Solutions to the Nonlinear Dynamics of Learning in Deep
 * Linear Neural Networks", ICLR 2014).
 *
 * <p>Gaussian vectors, each cleared of those before it (Gram and Schmidt), twice, which leaves no
 * more than rounding. The cost is the longer side times the square of the shorter.
 */
final class Orthogonal {

    private final float[] params;
    private final int at;
    private final int vectors;
    private final int length;
    private final int vectorStride;
    private final int stride;

    /**
     * @param at where the matrix of in x out lies, in row-major order
     */
    Orthogonal(float[] params, int at, int in, int out) {
        boolean columns = in >= out;
        this.params = params;
        this.at = at;
        this.vectors = Math.min(in, out);
        this.length = Math.max(in, out);
        this.vectorStride = columns ? 1 : out;
        this.stride = columns ? out : 1;
    }

    /** Fills the matrix. */
    void fill(long seed) {
        for (int i = at; i < at + vectors * length; i++) {
            params[i] = (float) Chance.gaussian(Chance.mix(seed, i));
        }
        for (int v = 0; v < vectors; v++) {
            for (int pass = 0; pass < 2; pass++) {
                scale(v, 1 / Math.sqrt(dot(v, v)));
                for (int earlier = 0; earlier < v; earlier++) {
                    subtract(v, earlier, dot(v, earlier));
                }
            }
            scale(v, 1 / Math.sqrt(dot(v, v)));
        }
    }

    private int start(int vector) {
        return at + vector * vectorStride;
    }

    private double dot(int v, int w) {
        double sum = 0;
        for (int i = 0, a = start(v), b = start(w); i < length; i++, a += stride, b += stride) {
            sum += (double) params[a] * params[b];
        }
        return sum;
    }

    private void subtract(int from, int vector, double share) {
        for (int i = 0, a = start(from), b = start(vector);
                i < length;
                i++, a += stride, b += stride) {
            params[a] -= (float) (share * params[b]);
        }
    }

    private void scale(int vector, double factor) {
        for (int i = 0, a = start(vector); i < length; i++, a += stride) {
            params[a] *= (float) factor;
        }
    }
}
