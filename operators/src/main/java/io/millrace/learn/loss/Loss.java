package io.millrace.learn.loss;

import io.millrace.data.Target;
import io.millrace.data.Target.Classification;

/**
 * What a raw score costs, how that cost changes with the score, and what the score predicts.
 *
 * <p>Raw scores are what a model puts out: logits for classes, the standardised number for a
 * regression; see {@link #link}. All is computed in double and stable for any finite score: no
 * intermediate overflows, and probabilities are never NaN.
 */
public sealed interface Loss
        permits StandardLoss,
                PoissonDeviance,
                BinaryCrossEntropy,
                SoftmaxCrossEntropy,
                FocalLoss,
                MarginLoss {

    /**
     * What a raw score stands for. Parameters learned under one link mean nothing under another.
     */
    enum Link {
        /** A regression: the prediction in standard units. */
        IDENTITY,
        /** A regression: the logarithm of the prediction. */
        LOG,
        /** Classes: log-odds. */
        LOGIT,
        /** Two classes: how far a sample lies on the side of the second. */
        MARGIN
    }

    /** The loss of a target where none is chosen: squared error, or cross-entropy. */
    static Loss of(Target target) {
        return of(LossConfig.defaults(), target);
    }

    /**
     * @throws IllegalArgumentException if the target is not one that the loss is for
     */
    static Loss of(LossConfig config, Target target) {
        if (!config.kind().fits(target)) {
            throw new IllegalArgumentException(
                    String.format(
                            "loss %s does not fit the target '%s': use one of %s",
                            config.kind(), target.name(), LossConfig.Kind.allowed(target)));
        }
        return switch (config.kind()) {
            case AUTO ->
                    target instanceof Classification c
                            ? entropy(c, config.smoothing())
                            : new SquaredError();
            case SQUARED -> new SquaredError();
            case ABSOLUTE -> new AbsoluteError();
            case HUBER -> new HuberLoss(config.delta());
            case QUANTILE -> new QuantileLoss(config.tau());
            case POISSON -> new PoissonDeviance();
            case LOGISTIC -> new BinaryCrossEntropy(config.smoothing());
            case SOFTMAX -> new SoftmaxCrossEntropy(target.size(), config.smoothing());
            case FOCAL -> new FocalLoss(entropy((Classification) target, 0), config.gamma());
            case HINGE -> new Hinge();
            case SQUARED_HINGE -> new SquaredHinge();
        };
    }

    private static Loss entropy(Classification classes, double smoothing) {
        return classes.size() == 2
                ? new BinaryCrossEntropy(smoothing)
                : new SoftmaxCrossEntropy(classes.size(), smoothing);
    }

    Link link();

    /** Raw scores that a model needs for this loss. */
    int outputs();

    /**
     * What the scores are held against: the class index, or the label in standard units, or what
     * else the loss makes of the label. NaN for a label that it can make nothing of.
     *
     * @param bound a standardised target is pulled into [-bound, bound]
     */
    double target(double label, double mean, double scale, double bound);

    /** The loss of raw scores against a target, 0 or more. */
    double value(double[] raw, double target);

    /**
     * The derivative of {@link #value} by each raw score; where there is none, one between those
     * from either side.
     *
     * @param gradient receives {@link #outputs()} numbers; may not be {@code raw}
     */
    void gradient(double[] raw, double target, double[] gradient);

    /**
     * How far the one score of a model goes down the slope of this loss in a time: {@code p(time) -
     * p(0)} of {@code dp/dt = -∂ℓ/∂p}. Where that is not known, one step of that length, which may
     * go too far.
     *
     * @param raw p(0)
     * @param slope the derivative there
     */
    default double flow(double raw, double target, double slope, double time) {
        return -time * slope;
    }

    /**
     * Adds one offset a class to the logits; nothing where scores are no logits.
     *
     * @param offsets one a class
     */
    void shift(double[] raw, double[] offsets);

    /**
     * What the scores say.
     *
     * @param mean of the label, which a standardised target is told from
     * @param scale its standard deviation
     * @param prediction receives the probability of every class (they sum to 1), or the one number
     *     in the label's own units
     */
    void predict(double[] raw, double mean, double scale, double[] prediction);
}
