package io.millrace.learn.loss;

/**
 * The squared loss of a support vector machine: {@code max(0, 1 - m)²} of the margin m.
 *
 * <p>At its minimum over a stream the score is {@code 2 p - 1} of the probability p of the second
 * class (Zhang, "Statistical Behavior and Consistency of Classification Methods Based on Convex
 * Risk Minimization", Annals of Statistics 32, 2004). So predictions are {@code (1 + score) / 2},
 * held within [0, 1].
 */
record SquaredHinge() implements MarginLoss {

    @Override
    public double value(double margin) {
        double miss = Math.max(0, 1 - margin);
        return miss * miss;
    }

    @Override
    public double slope(double margin) {
        return -2 * Math.max(0, 1 - margin);
    }

    @Override
    public void predict(double[] raw, double mean, double scale, double[] prediction) {
        double score = Math.max(-1, Math.min(1, raw[0]));
        prediction[0] = (1 - score) / 2;
        prediction[1] = (1 + score) / 2;
    }
}
