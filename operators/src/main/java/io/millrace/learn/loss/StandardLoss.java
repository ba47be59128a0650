package io.millrace.learn.loss;

/** A loss of the difference between a score and a target, both in standard units. */
sealed interface StandardLoss extends Loss
        permits SquaredError, AbsoluteError, HuberLoss, QuantileLoss {

    /** The loss of {@code error = raw - target}. */
    double value(double error);

    /** Its derivative by the error. */
    double slope(double error);

    @Override
    default Link link() {
        return Link.IDENTITY;
    }

    @Override
    default int outputs() {
        return 1;
    }

    @Override
    default double target(double label, double mean, double scale, double bound) {
        return Math.max(-bound, Math.min(bound, (label - mean) / scale));
    }

    @Override
    default double value(double[] raw, double target) {
        return value(raw[0] - target);
    }

    @Override
    default void gradient(double[] raw, double target, double[] gradient) {
        gradient[0] = slope(raw[0] - target);
    }

    @Override
    default void shift(double[] raw, double[] offsets) {}

    @Override
    default void predict(double[] raw, double mean, double scale, double[] prediction) {
        prediction[0] = raw[0] * scale + mean;
    }
}
