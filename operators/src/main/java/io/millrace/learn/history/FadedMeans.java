package io.millrace.learn.history;

import io.millrace.data.Page;
import java.util.Arrays;
import java.util.List;

/**
 * Means of the labels of each of several groups, in which older ones fade: with a half-life h each
 * further label of the group lets the earlier ones count {@code α = 2^(-1/h)} times as much. So
 * {@code w = αw + 1} and {@code m += (y - m) / w} (Finch, "Incremental calculation of weighted mean
 * and variance", 2009): the first mean is the first label, not a step away from 0.
 */
final class FadedMeans {

    private final int outputs;
    private final double[] decay;
    private final double[] weight;
    private final double[] mean;

    /**
     * @param name of the arrays in the page
     * @param outputs numbers in a label
     */
    FadedMeans(Page page, String name, List<Double> halfLives, int groups, int outputs) {
        this.outputs = outputs;
        this.decay = new double[halfLives.size()];
        Arrays.setAll(decay, h -> StrictMath.pow(0.5, 1 / halfLives.get(h)));
        int means = Math.multiplyExact(groups, decay.length);
        this.weight = page.doubles(name + "Weight", means);
        this.mean = page.doubles(name + "Mean", Math.multiplyExact(means, outputs));
    }

    /** How many labels count in a mean, the older ones less; 0 before the first. */
    double weight(int group, int h) {
        return weight[group * decay.length + h];
    }

    double mean(int group, int h, int output) {
        return mean[(group * decay.length + h) * outputs + output];
    }

    void add(int group, double[] label) {
        for (int h = 0; h < decay.length; h++) {
            int at = group * decay.length + h;
            weight[at] = decay[h] * weight[at] + 1;
            for (int k = 0; k < outputs; k++) {
                mean[at * outputs + k] += (label[k] - mean[at * outputs + k]) / weight[at];
            }
        }
    }
}
