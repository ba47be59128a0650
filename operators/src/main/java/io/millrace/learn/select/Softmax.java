package io.millrace.learn.select;

/** Probabilities of raw scores: of two classes from one, of several from one each. */
final class Softmax {

    private final double[] probability;

    /**
     * @param outputs raw scores
     */
    Softmax(int outputs) {
        this.probability = new double[Math.max(2, outputs)];
    }

    /** One a class; valid until the next call. */
    double[] of(double[] scores, double factor) {
        if (scores.length == 1) {
            double z = factor * scores[0];
            double e = StrictMath.exp(-Math.abs(z));
            double larger = 1 / (1 + e);
            probability[z >= 0 ? 1 : 0] = larger;
            probability[z >= 0 ? 0 : 1] = e * larger;
            return probability;
        }
        double largest = scores[0];
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            probability[k] = StrictMath.exp(factor * (scores[k] - largest));
            sum += probability[k];
        }
        for (int k = 0; k < scores.length; k++) {
            probability[k] /= sum;
        }
        return probability;
    }

    /** Derivative of the cross-entropy of {@code factor * scores} by the factor. */
    double slope(double[] scores, double factor, int label) {
        double[] p = of(scores, factor);
        if (scores.length == 1) {
            return (p[1] - label) * scores[0];
        }
        double slope = -scores[label];
        for (int k = 0; k < scores.length; k++) {
            slope += p[k] * scores[k];
        }
        return slope;
    }
}
