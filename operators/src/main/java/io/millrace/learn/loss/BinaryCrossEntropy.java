package io.millrace.learn.loss;

/**
 * Cross-entropy of two classes from the logit z of the second: {@code log(1 + e^z) - target z}.
 * Smoothing by ε takes the targets 0 and 1 to {@code ε/2} and {@code 1 - ε/2} (see {@link
 * SoftmaxCrossEntropy}).
 *
 * <p>The exponential is taken of {@code -|z|} only, so it never overflows.
 */
record BinaryCrossEntropy(double smoothing) implements Loss {

    private static final int MOST_STEPS = 50;

    @Override
    public Link link() {
        return Link.LOGIT;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double target(double label, double mean, double scale, double bound) {
        return smoothing == 0 ? label : label * (1 - smoothing) + smoothing / 2;
    }

    @Override
    public double value(double[] raw, double target) {
        double z = raw[0];
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z))) - target * z;
    }

    @Override
    public void gradient(double[] raw, double target, double[] gradient) {
        // For the positive class, -sigmoid(-z) keeps the digits that sigmoid(z) - 1 would lose.
        gradient[0] = target == 1 ? -Sigmoid.of(-raw[0]) : Sigmoid.of(raw[0]) - target;
    }

    @Override
    public double flow(double raw, double target, double slope, double time) {
        if (target == 1) {
            return flow(raw, time);
        }
        return target == 0 ? -flow(-raw, time) : -time * slope;
    }

    /**
     * The root of {@code d + e^margin (e^d - 1) = time}, by Newton's method: from above, where it
     * falls without turning.
     */
    private static double flow(double margin, double time) {
        double e = StrictMath.exp(margin);
        double d = Math.min(time, StrictMath.log1p(time * StrictMath.exp(-margin)));
        for (int i = 0; i < MOST_STEPS; i++) {
            double grown = e * StrictMath.expm1(d);
            double next = d - (d + grown - time) / (1 + grown + e);
            // At the root, or where e says that there is only one term.
            if (!(next < d)) {
                return d;
            }
            d = next;
        }
        return d;
    }

    @Override
    public void shift(double[] raw, double[] offsets) {
        raw[0] += offsets[1] - offsets[0];
    }

    @Override
    public void predict(double[] raw, double mean, double scale, double[] prediction) {
        Sigmoid.both(raw[0], prediction);
    }
}
