package io.millrace.learn.loss;

/**
 * The loss of a support vector machine with a soft margin: {@code max(0, 1 - m)} of the margin m
 * (Cortes and Vapnik, "Support-Vector Networks", Machine Learning 20, 1995).
 *
 * <p>Its scores tell the likelier class and say nothing of how likely it is. Predictions are the
 * logistic function of the score, a fixed link: they rank as the scores do and lie on the right
 * side of 1/2, but are not calibrated.
 */
record Hinge() implements MarginLoss {

    @Override
    public double value(double margin) {
        return Math.max(0, 1 - margin);
    }

    @Override
    public double slope(double margin) {
        return margin < 1 ? -1 : 0;
    }

    @Override
    public void predict(double[] raw, double mean, double scale, double[] prediction) {
        Sigmoid.both(raw[0], prediction);
    }
}
