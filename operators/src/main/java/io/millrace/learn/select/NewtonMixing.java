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

    private final String name;
    private final double forgetting;
    private final double start;
    private final int size;
    private final double bias;
    private final double[] weights;
    private final double[] covariance;
    private final double[] projected;
    private final double[] inputs;

    /**
     * @param start variance of each weight at first
     * @param bias the constant input of the bias
     */
    NewtonMixing(
            String name, Page page, int opinions, double forgetting, double start, double bias) {
        this.name = name;
        this.forgetting = forgetting;
        this.start = start;
        this.size = opinions + 1;
        this.bias = bias;
        boolean begun = page.has("weights");
        this.weights = page.doubles("weights", size);
        this.covariance = page.doubles("covariance", size * size);
        if (!begun) {
            Arrays.fill(weights, 0, opinions, 1.0 / opinions);
            begin();
        }
        this.projected = new double[size];
        this.inputs = new double[size];
    }

    private void begin() {
        Arrays.fill(covariance, 0);
        for (int i = 0; i < size; i++) {
            covariance[i * size + i] = start;
        }
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
        double sum = weights[size - 1] * bias;
        for (int i = 0; i < size - 1; i++) {
            sum += weights[i] * opinions[i][0];
        }
        mixed[0] = sum;
    }

    @Override
    public void learn(double[][] opinions, double[] slope, double curvature, double weight) {
        for (int i = 0; i < size - 1; i++) {
            inputs[i] = opinions[i][0];
        }
        inputs[size - 1] = bias;
        Arrays.fill(projected, 0);
        for (int i = 0; i < size; i++) {
            add(inputs[i], i * size);
        }
        double spread = 0;
        for (int i = 0; i < size; i++) {
            spread += projected[i] * inputs[i];
        }
        double curve = Math.max(LEAST_CURVATURE, curvature);
        double denominator = forgetting / (curve * weight) + spread;
        if (!(spread >= 0 && denominator < 1e100)) {
            begin();
            return;
        }
        double step = slope[0] / curve / denominator;
        for (int i = 0; i < size; i++) {
            weights[i] -= step * projected[i];
        }
        shrink(denominator);
    }

    private void add(double x, int from) {
        double[] projected = this.projected;
        double[] covariance = this.covariance;
        for (int j = 0; j < projected.length; j++) {
            projected[j] += x * covariance[from + j];
        }
    }

    private void shrink(double denominator) {
        double root = 1 / Math.sqrt(denominator);
        double largest = 0;
        for (int i = 0; i < size; i++) {
            projected[i] *= root;
        }
        for (int i = 0; i < size; i++) {
            subtract(projected[i], i * size, 1 / forgetting);
            largest = Math.max(largest, covariance[i * size + i]);
        }
        if (largest > 10 * start) {
            for (int i = 0; i < covariance.length; i++) {
                covariance[i] /= 2;
            }
        }
    }

    private void subtract(double x, int from, double growth) {
        double[] projected = this.projected;
        double[] covariance = this.covariance;
        for (int j = 0; j < projected.length; j++) {
            covariance[from + j] = (covariance[from + j] - x * projected[j]) * growth;
        }
    }

    @Override
    public void forget(int opinion) {
        weights[opinion] = 0;
        for (int i = 0; i < size; i++) {
            covariance[opinion * size + i] = 0;
            covariance[i * size + opinion] = 0;
        }
        covariance[opinion * size + opinion] = start;
    }
}
