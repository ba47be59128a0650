package io.millrace.learn.loss;

/**
 * Cross-entropy of two classes from the logit z of the second: {@code log(1 + e^z) - target z}.
 *
 * <p>The exponential is taken of {@code -|z|} only, so it never overflows.
 */
record BinaryCrossEntropy() implements Loss {

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double target(double label, double mean, double scale, double bound) {
        return label;
    }

    @Override
    public double value(double[] raw, double target) {
        double z = raw[0];
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z))) - target * z;
    }

    @Override
    public void gradient(double[] raw, double target, double[] gradient) {
        // For the positive class, -sigmoid(-z) keeps the digits that sigmoid(z) - 1 would lose.
        gradient[0] = target == 1 ? -sigmoid(-raw[0]) : sigmoid(raw[0]) - target;
    }

    @Override
    public void shift(double[] raw, double[] offsets) {
        raw[0] += offsets[1] - offsets[0];
    }

    @Override
    public void predict(double[] raw, double mean, double scale, double[] prediction) {
        double e = StrictMath.exp(-Math.abs(raw[0]));
        int likelier = raw[0] >= 0 ? 1 : 0;
        prediction[likelier] = 1 / (1 + e);
        prediction[1 - likelier] = e / (1 + e);
    }

    private static double sigmoid(double z) {
        double e = StrictMath.exp(-Math.abs(z));
        return (z >= 0 ? 1 : e) / (1 + e);
    }
}
