package io.millrace.learn.loss;

import io.millrace.data.Target;

/**
 * What a raw score costs, how that cost changes with the score, and what the score predicts.
 *
 * <p>Raw scores are what a model puts out: logits for classes, the standardised number for a
 * regression. All is computed in double and stable for any finite score: no intermediate overflows,
 * and probabilities are never NaN.
 */
public sealed interface Loss permits SquaredError, BinaryCrossEntropy, SoftmaxCrossEntropy {

    /** The loss of a target: squared error, binary or softmax cross-entropy. */
    static Loss of(Target target) {
        if (target instanceof Target.Classification classes) {
            return classes.size() == 2
                    ? new BinaryCrossEntropy()
                    : new SoftmaxCrossEntropy(classes.size());
        }
        return new SquaredError();
    }

    /** Raw scores that a model needs for this loss. */
    int outputs();

    /**
     * What the scores are held against: the class index, or the label in standard units.
     *
     * @param bound a regression target is pulled into [-bound, bound]
     */
    double target(double label, double mean, double scale, double bound);

    /** The loss of raw scores against a target, 0 or more. */
    double value(double[] raw, double target);

    /**
     * The derivative of {@link #value} by each raw score.
     *
     * @param gradient receives {@link #outputs()} numbers; may not be {@code raw}
     */
    void gradient(double[] raw, double target, double[] gradient);

    /**
     * Adds one offset a class to the logits; nothing for a regression.
     *
     * @param offsets one a class
     */
    void shift(double[] raw, double[] offsets);

    /**
     * What the scores say.
     *
     * @param prediction receives the probability of every class (they sum to 1), or the one number
     *     {@code raw * scale + mean}
     */
    void predict(double[] raw, double mean, double scale, double[] prediction);
}
