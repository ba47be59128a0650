package io.millrace.learn.loss;

/**
 * Cross-entropy of several classes from one logit each: {@code log Σ e^{z_j} - z_target}.
 *
 * <p>The largest logit is taken out first, so no exponential overflows.
 */
record SoftmaxCrossEntropy(int outputs) implements Loss {

    @Override
    public double target(double label, double mean, double scale, double bound) {
        return label;
    }

    @Override
    public double value(double[] raw, double target) {
        double largest = largest(raw);
        double sum = 0;
        for (double z : raw) {
            sum += StrictMath.exp(z - largest);
        }
        return StrictMath.log(sum) + largest - raw[(int) target];
    }

    @Override
    public void gradient(double[] raw, double target, double[] gradient) {
        softmax(raw, gradient);
        gradient[(int) target] -= 1;
    }

    @Override
    public void shift(double[] raw, double[] offsets) {
        for (int j = 0; j < raw.length; j++) {
            raw[j] += offsets[j];
        }
    }

    @Override
    public void predict(double[] raw, double mean, double scale, double[] prediction) {
        softmax(raw, prediction);
    }

    private static void softmax(double[] raw, double[] probabilities) {
        double largest = largest(raw);
        double sum = 0;
        for (int j = 0; j < raw.length; j++) {
            probabilities[j] = StrictMath.exp(raw[j] - largest);
            sum += probabilities[j];
        }
        for (int j = 0; j < raw.length; j++) {
            probabilities[j] /= sum;
        }
    }

    private static double largest(double[] raw) {
        double largest = raw[0];
        for (double z : raw) {
            largest = Math.max(largest, z);
        }
        return largest;
    }
}
