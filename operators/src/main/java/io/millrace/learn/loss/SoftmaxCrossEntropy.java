package io.millrace.learn.loss;

/**
 * Cross-entropy of several classes from one logit each: {@code log Σ e^{z_j} - Σ t_j z_j}, where
 * the target t is 1 for the true class. Smoothing by ε spreads that much of it evenly over all K
 * classes, {@code t_j = (1 - ε) [j is true] + ε / K}, so that no logit is driven without end
 * (Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", CVPR 2016).
 *
 * <p>The largest logit is taken out first, so no exponential overflows.
 */
record SoftmaxCrossEntropy(int outputs, double smoothing) implements Loss {

    @Override
    public Link link() {
        return Link.LOGIT;
    }

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
        double value = StrictMath.log(sum) + largest - raw[(int) target];
        return smoothing == 0 ? value : value + smoothing * (raw[(int) target] - mean(raw));
    }

    @Override
    public void gradient(double[] raw, double target, double[] gradient) {
        softmax(raw, gradient);
        gradient[(int) target] -= 1 - smoothing;
        if (smoothing > 0) {
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] -= smoothing / outputs;
            }
        }
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

    private static double mean(double[] raw) {
        double sum = 0;
        for (double z : raw) {
            sum += z;
        }
        return sum / raw.length;
    }

    private static double largest(double[] raw) {
        double largest = raw[0];
        for (double z : raw) {
            largest = Math.max(largest, z);
        }
        return largest;
    }
}
