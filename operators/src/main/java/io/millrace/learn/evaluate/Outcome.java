package io.millrace.learn.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * What one prediction was worth, worked out once and then added wherever it counts. Mutable and
 * reused.
 *
 * <p>A prediction that is missing, of the wrong length, or not made of probabilities (of a finite
 * number, in regression) is <em>invalid</em>: for classes it counts as a wrong answer that names no
 * class; it has no loss.
 *
 * <p>StrictMath, so that sums come out alike on any machine.
 */
final class Outcome {

    /**
     * Probabilities are held this far from 0 and 1 in the logarithmic loss, so that one confident
     * mistake costs 34.5 and not infinity (what scikit-learn did up to 1.2).
     */
    static final double CLIP = 1e-15;

    /** Numbers beyond this are not scored: their squares would drown or overflow every sum. */
    static final double LIMIT = 1e140;

    boolean valid;

    /** Classes: the true one. */
    int actual;

    /** Classes: the most probable one, the first of equals. Not set if invalid. */
    int predicted;

    /** Classes: {@code -ln p(actual)}. */
    double logLoss;

    /** Classes: squared distance from the truth, see {@link ClassTally}. */
    double brier;

    /** Classes: the probability whose calibration is watched: positive class of two, else top. */
    double probability;

    /** Classes: whether what {@link #probability} foretold came true. */
    boolean event;

    /** Two classes: log-odds of the positive class, may be infinite. */
    double logit;

    /** Regression: the target. */
    double label;

    /** Regression: prediction minus target. */
    double error;

    void judgeClass(double @Nullable [] prediction, int actual, int classes) {
        this.actual = actual;
        this.valid = prediction != null && prediction.length == classes;
        if (prediction == null || !valid) {
            return;
        }
        int top = 0;
        double squares = 0;
        for (int k = 0; k < classes; k++) {
            double p = prediction[k];
            if (!(p >= 0 && p <= 1)) {
                valid = false;
                return;
            }
            if (p > prediction[top]) {
                top = k;
            }
            double miss = k == actual ? 1 - p : p;
            squares += miss * miss;
        }
        predicted = top;
        logLoss = -StrictMath.log(Math.min(Math.max(prediction[actual], CLIP), 1 - CLIP));
        if (classes == 2) {
            probability = prediction[1];
            event = actual == 1;
            logit = StrictMath.log(probability / (1 - probability));
            double miss = (event ? 1 : 0) - probability;
            brier = miss * miss;
        } else {
            probability = prediction[top];
            event = top == actual;
            brier = squares;
        }
    }

    void judgeNumber(double @Nullable [] prediction, double label) {
        valid =
                prediction != null
                        && prediction.length == 1
                        && Math.abs(prediction[0]) <= LIMIT
                        && Math.abs(label) <= LIMIT;
        if (prediction != null && valid) {
            this.label = label;
            error = prediction[0] - label;
        }
    }
}
