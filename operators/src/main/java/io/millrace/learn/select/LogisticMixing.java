package io.millrace.learn.select;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * Weights by gradient descent: logistic mixing (Mahoney, "Adaptive weighing of context models for
 * lossless data compression", TR CS-2005-16; Mattern, "Linear and geometric mixtures", DCC 2013),
 * which starts from the geometric mean.
 */
final class LogisticMixing implements Mixing {

    /** A gradient step that a sample of more weight could make would overshoot. */
    private static final double MOST_WEIGHT = 10;

    private final String name;
    private final double rate;
    private final double[] weights;

    LogisticMixing(String name, Page page, int opinions, double rate) {
        this.name = name;
        this.rate = rate;
        boolean begun = page.has("weights");
        this.weights = page.doubles("weights", opinions);
        if (!begun) {
            Arrays.fill(weights, 1.0 / opinions);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "logistic mixing of all, rate " + rate;
    }

    @Override
    public void score(double[][] opinions, double[] mixed) {
        Arrays.fill(mixed, 0);
        for (int i = 0; i < weights.length; i++) {
            double[] opinion = opinions[i];
            for (int j = 0; j < mixed.length; j++) {
                mixed[j] += weights[i] * opinion[j];
            }
        }
    }

    @Override
    public void learn(double[][] opinions, double[] slope, double curvature, double weight) {
        double step = rate * Math.min(MOST_WEIGHT, weight);
        for (int i = 0; i < weights.length; i++) {
            double gradient = 0;
            for (int j = 0; j < slope.length; j++) {
                gradient += slope[j] * opinions[i][j];
            }
            weights[i] -= step * gradient;
        }
    }

    @Override
    public void forget(int opinion) {
        weights[opinion] = 0;
    }
}
