package io.millrace.learn.loss;

/** The absolute error in standard units: {@code |raw - target|}. Predicts the median. */
record AbsoluteError() implements StandardLoss {

    @Override
    public double value(double error) {
        return Math.abs(error);
    }

    @Override
    public double slope(double error) {
        return Math.signum(error);
    }
}
