package io.millrace.learn.loss;

/** Half the squared error in standard units: {@code ½ (raw - target)²}. Predicts the mean. */
record SquaredError() implements StandardLoss {

    @Override
    public double value(double error) {
        return 0.5 * error * error;
    }

    @Override
    public double slope(double error) {
        return error;
    }

    @Override
    public double flow(double raw, double target, double slope, double time) {
        return (target - raw) * -StrictMath.expm1(-time);
    }
}
