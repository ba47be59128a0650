package io.millrace.learn.select;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * Weights, and a bias, by Newton's method with forgetting: recursive least squares on the loss as a
 * parabola of its own slope and curvature (for the log loss the extended Kalman filter of a
 * logistic regression: Penny & Roberts, "Dynamic logistic regression", IJCNN 1999). For one score.
 */
final class NewtonMixing implements Mixing {

    /** A sum that is sure says little of the weights; yet it must be able to turn. */
    private static final double LEAST_CURVATURE = 0.02;

    /** How many times the variance at first a weight's may become. */
    private static final double GROWTH = 10;

    private final String name;
    private final double forgetting;
    private final double[] weights;
    private final FadingInverse covariance;
    private final double[] inputs;

    /**
     * @param start variance of each weight at first
     * @param bias the constant input of the bias
     */
    NewtonMixing(
            String name, Page page, int opinions, double forgetting, double start, double bias) {
        this.name = name;
        this.forgetting = forgetting;
        boolean begun = page.has("weights");
        this.weights = page.doubles("weights", opinions + 1);
        if (!begun) {
            Arrays.fill(weights, 0, opinions, 1.0 / opinions);
        }
        this.covariance = new FadingInverse(page, opinions + 1, forgetting, start, GROWTH * start);
        this.inputs = new double[opinions + 1];
        inputs[opinions] = bias;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "mixing of all by Newton's method, forgetting " + forgetting;
    }

    @Override
    public void score(double[][] opinions, double[] mixed) {
        double sum = 0;
        for (int i = 0; i < inputs.length - 1; i++) {
            inputs[i] = opinions[i][0];
        }
        for (int i = 0; i < inputs.length; i++) {
            sum += weights[i] * inputs[i];
        }
        mixed[0] = sum;
    }

    @Override
    public void learn(double[][] opinions, double[] slope, double curvature, double weight) {
        double curve = Math.max(LEAST_CURVATURE, curvature);
        double step = covariance.add(inputs, curve * weight) * slope[0] / curve;
        double[] direction = covariance.projected();
        for (int i = 0; i < weights.length; i++) {
            weights[i] -= step * direction[i];
        }
    }

    @Override
    public void forget(int opinion) {
        weights[opinion] = 0;
        covariance.forget(opinion);
    }
}
