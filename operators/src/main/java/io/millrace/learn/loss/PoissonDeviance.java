package io.millrace.learn.loss;

/**
 * Half the deviance of a Poisson regression, for targets that are counts or rates: {@code e^z - y z
 * + (y ln y - y)} of the label y and the logarithm z of the prediction (McCullagh and Nelder,
 * "Generalized Linear Models", 1989, section 6.2).
 *
 * <p>Targets are taken as they are, not standardised: the link brings the scale. A negative label
 * has no deviance, its target is NaN. Beyond a score of {@value #LARGEST} the exponential goes on
 * as its tangent, so that nothing overflows; predictions and targets end there.
 */
record PoissonDeviance() implements Loss {

    private static final double LARGEST = 40;
    private static final double MOST = StrictMath.exp(LARGEST);

    @Override
    public Link link() {
        return Link.LOG;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double target(double label, double mean, double scale, double bound) {
        return label >= 0 ? Math.min(label, MOST) : Double.NaN;
    }

    @Override
    public double value(double[] raw, double target) {
        double z = raw[0];
        double beyond = Math.max(0, z - LARGEST);
        double least = target > 0 ? target * (StrictMath.log(target) - 1) : 0;
        // Rounding may leave a minimum of 0 just below it.
        return Math.max(0, expected(z) * (1 + beyond) - target * z + least);
    }

    @Override
    public void gradient(double[] raw, double target, double[] gradient) {
        gradient[0] = expected(raw[0]) - target;
    }

    @Override
    public void shift(double[] raw, double[] offsets) {}

    @Override
    public void predict(double[] raw, double mean, double scale, double[] prediction) {
        prediction[0] = expected(raw[0]);
    }

    private static double expected(double z) {
        return StrictMath.exp(Math.min(z, LARGEST));
    }
}
