package io.millrace.learn.select;

import io.millrace.data.FeatureVector;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;

/**
 * Random Fourier features: {@code cos(w·x + b)} with Gaussian w and uniform b, whose inner products
 * approach a Gaussian kernel (Rahimi & Recht, "Random Features for Large-Scale Kernel Machines",
 * NIPS 2007), and a 1.
 *
 * <p>Directions come from the seed alone and are no state.
 */
final class Fourier implements Basis {

    /** So that the squares of all features sum to 9: well above the ridge from the start. */
    private static final double HEIGHT = 3 * 1.4142135623730951;

    private final int size;
    private final double width;
    private final float[] directions;
    private final float[] phases;
    private final double height;
    private final float[] angles;

    /**
     * @param size features
     * @param width inverse width of the kernel, in standard deviations of all inputs together
     */
    Fourier(Schema schema, int size, double width, long seed) {
        this.size = size;
        this.width = width;
        this.directions = new float[Math.multiplyExact(schema.width(), size)];
        this.phases = new float[size];
        this.angles = new float[size];
        this.height = HEIGHT / Math.sqrt(size);
        double deviation = width / Math.sqrt(Math.max(1, Categories.active(schema)));
        for (int i = 0; i < directions.length; i++) {
            directions[i] = (float) (deviation * Chance.gaussian(Chance.mix(seed, i)));
        }
        for (int j = 0; j < size; j++) {
            phases[j] = (float) (2 * Math.PI * Chance.uniform(Chance.mix(seed, -1 - j)));
        }
    }

    @Override
    public String noun() {
        return " waves of width " + width;
    }

    @Override
    public int size() {
        return size + 1;
    }

    @Override
    public void expand(Sample sample, double[] z) {
        expand(sample.features(), z);
    }

    void expand(FeatureVector features, double[] z) {
        System.arraycopy(phases, 0, angles, 0, size);
        float[] head = features.head();
        for (int i = 0; i < head.length; i++) {
            add(i, head[i]);
        }
        int[] tail = features.tailIndices();
        for (int t = 0; t < tail.length; t++) {
            add(tail[t], features.tailValues()[t]);
        }
        for (int j = 0; j < size; j++) {
            z[j] = height * cosine(angles[j]);
        }
        z[size] = 1;
    }

    private void add(int input, float x) {
        float[] directions = this.directions;
        float[] angles = this.angles;
        int from = input * size;
        for (int j = 0; j < angles.length; j++) {
            angles[j] += x * directions[from + j];
        }
    }

    private static final double TURN = 1 / (2 * Math.PI);

    /**
     * The cosine within 2e-7: that of the angle's remainder to a half turn, by its Taylor
     * polynomial of degree 16. Several times as fast as the exact one, and alike on any machine.
     */
    static double cosine(double angle) {
        double turns = angle * TURN;
        // Within half a turn of 0, so that the polynomial is asked for at most π.
        double x = 2 * Math.PI * (turns - Math.rint(turns));
        double s = x * x;
        return 1
                - s
                        / 2
                        * (1
                                - s
                                        / 12
                                        * (1
                                                - s
                                                        / 30
                                                        * (1
                                                                - s
                                                                        / 56
                                                                        * (1
                                                                                - s
                                                                                        / 90
                                                                                        * (1
                                                                                                - s
                                                                                                        / 132
                                                                                                        * (1
                                                                                                                - s
                                                                                                                        / 182
                                                                                                                        * (1
                                                                                                                                - s
                                                                                                                                        / 240)))))));
    }
}
