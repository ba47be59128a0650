package io.millrace.learn.loss;

/**
 * A loss of the margin of two classes: the score if the sample is of the second class, its negative
 * if of the first. Scores are no log-odds, so that no offset of rebalancing is added to them.
 */
sealed interface MarginLoss extends Loss permits Hinge, SquaredHinge {

    /** The loss of a margin. */
    double value(double margin);

    /** Its derivative by the margin. */
    double slope(double margin);

    @Override
    default Link link() {
        return Link.MARGIN;
    }

    @Override
    default int outputs() {
        return 1;
    }

    @Override
    default double target(double label, double mean, double scale, double bound) {
        return label;
    }

    @Override
    default double value(double[] raw, double target) {
        return value(sign(target) * raw[0]);
    }

    @Override
    default void gradient(double[] raw, double target, double[] gradient) {
        double sign = sign(target);
        gradient[0] = sign * slope(sign * raw[0]);
    }

    private static double sign(double target) {
        return target == 1 ? 1 : -1;
    }

    @Override
    default void shift(double[] raw, double[] offsets) {}
}
