package io.millrace.learn.model;

import io.millrace.learn.Chance;

/**
 * Leaves units of hidden layers out of a step, each by its own chance, so that no unit can lean on
 * another (Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting",
 * JMLR 15, 2014).
 *
 * <p>What is kept is multiplied by {@code 1 / (1 - rate)}: a unit gives on average what it gives
 * with none left out, so scores are made as they are. Which units a sample leaves out is told by
 * the sample and the epoch.
 */
public final class Dropout {

    private final double rate;
    private final float keep;
    private final int rows;
    private final float[][] factors;

    /**
     * @param rate the chance of a unit to be left out, within (0, 1)
     * @param rows of a batch
     */
    public Dropout(double rate, Network network, int rows) {
        this.rate = rate;
        this.keep = (float) (1 / (1 - rate));
        this.rows = rows;
        this.factors = new float[network.layers() - 1][];
        for (int l = 0; l < factors.length; l++) {
            factors[l] = new float[Math.multiplyExact(rows, network.out(l))];
        }
    }

    /**
     * Chooses what is left out.
     *
     * @param draws one a row, see {@link Chance}
     */
    public void choose(long[] draws, int epoch) {
        for (int l = 0; l < factors.length; l++) {
            float[] layer = factors[l];
            int width = layer.length / rows;
            for (int row = 0; row < rows; row++) {
                long draw = Chance.mix(Chance.mix(draws[row], epoch), l);
                for (int unit = 0; unit < width; unit++) {
                    boolean dropped = Chance.uniform(Chance.mix(draw, unit)) < rate;
                    layer[row * width + unit] = dropped ? 0 : keep;
                }
            }
        }
    }

    /** {@code to = from} with the units of a hidden layer left out; may be one array. */
    void apply(int layer, float[] from, float[] to) {
        float[] factor = factors[layer];
        for (int i = 0; i < factor.length; i++) {
            to[i] = from[i] * factor[i];
        }
    }
}
