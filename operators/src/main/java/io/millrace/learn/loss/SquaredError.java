package io.millrace.learn.loss;

/** Half the squared error in standard units: {@code ½ (raw - target)²}. */
record SquaredError() implements Loss {

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double target(double label, double mean, double scale, double bound) {
        return Math.max(-bound, Math.min(bound, (label - mean) / scale));
    }

    @Override
    public double value(double[] raw, double target) {
        double error = raw[0] - target;
        return 0.5 * error * error;
    }

    @Override
    public void gradient(double[] raw, double target, double[] gradient) {
        gradient[0] = raw[0] - target;
    }

    @Override
    public void shift(double[] raw, double[] offsets) {}

    @Override
    public void predict(double[] raw, double mean, double scale, double[] prediction) {
        prediction[0] = raw[0] * scale + mean;
    }
}
