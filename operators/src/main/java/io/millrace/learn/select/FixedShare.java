package io.millrace.learn.select;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * Exponential weights with a fixed share (Herbster & Warmuth, "Tracking the best expert", Machine
 * Learning 1998): each weight is multiplied by {@code e^-loss}, all are brought to a sum of 1, and
 * then each gives a share of its own to all alike.
 *
 * <p>For the log loss, whose {@code e^-loss} is the probability of the label, the loss of the
 * weighted mean of n opinions over T samples exceeds that of the best of them by at most {@code ln
 * n + T ln(1 / (1 - α))} with a share of α, and that of the best sequence of k + 1 of them by at
 * most {@code k ln(n / α)} more.
 */
final class FixedShare {

    /** Without a share, a weight that became 0 could never grow again. */
    private static final double LEAST = 1e-300;

    private final double share;
    private final double[] weights;

    FixedShare(Page page, int opinions, double share) {
        this.share = share;
        boolean begun = page.has("weights");
        this.weights = page.doubles("weights", opinions);
        if (!begun) {
            Arrays.fill(weights, 1.0 / opinions);
        }
    }

    /** They sum to 1. Not a copy. */
    double[] weights() {
        return weights;
    }

    /**
     * @param likelihoods {@code e^-loss} of each opinion, positive
     */
    void learn(double[] likelihoods) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= likelihoods[i];
            sum += weights[i];
        }
        double least = Math.max(LEAST, share / weights.length);
        double kept = (1 - share) / sum;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = kept * weights[i] + least;
        }
    }
}
