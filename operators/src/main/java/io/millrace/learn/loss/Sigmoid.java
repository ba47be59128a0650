package io.millrace.learn.loss;

/** The logistic function, from the exponential of {@code -|z|} only, so that nothing overflows. */
final class Sigmoid {

    private Sigmoid() {}

    static double of(double z) {
        double e = StrictMath.exp(-Math.abs(z));
        return (z >= 0 ? 1 : e) / (1 + e);
    }

    /** The probabilities of two classes from the logit of the second, both to the last digit. */
    static void both(double z, double[] probabilities) {
        double e = StrictMath.exp(-Math.abs(z));
        int likelier = z >= 0 ? 1 : 0;
        probabilities[likelier] = 1 / (1 + e);
        probabilities[1 - likelier] = e / (1 + e);
    }
}
