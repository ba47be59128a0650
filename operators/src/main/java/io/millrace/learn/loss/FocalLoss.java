package io.millrace.learn.loss;

/**
 * Cross-entropy that turns away from what is already right: {@code (1 - p)^γ c}, where c is the
 * cross-entropy and {@code p = e^-c} the probability of the true class (Lin et al., "Focal Loss for
 * Dense Object Detection", ICCV 2017). With γ = 0 it is the cross-entropy.
 *
 * <p>Predictions are the logistic function or the softmax of the scores. For γ above 0 they rank as
 * they should, but lie nearer to 1/2 than the frequencies of the stream do: the loss is not a
 * proper one (Charoenphakdee et al., "On Focal Loss for Class-Posterior Probability Estimation",
 * CVPR 2021).
 */
record FocalLoss(Loss entropy, double gamma) implements Loss {

    @Override
    public Link link() {
        return entropy.link();
    }

    @Override
    public int outputs() {
        return entropy.outputs();
    }

    @Override
    public double target(double label, double mean, double scale, double bound) {
        return entropy.target(label, mean, scale, bound);
    }

    @Override
    public double value(double[] raw, double target) {
        double c = entropy.value(raw, target);
        return StrictMath.pow(wrong(c), gamma) * c;
    }

    /** By the chain rule: {@code (1 - p)^γ (1 + γ c p / (1 - p))} times that of c. */
    @Override
    public void gradient(double[] raw, double target, double[] gradient) {
        double c = entropy.value(raw, target);
        double wrong = wrong(c);
        // c / (1 - p) goes to 1 as c goes to 0.
        double ratio = wrong > 0 ? c / wrong : 1;
        double factor = StrictMath.pow(wrong, gamma) * (1 + gamma * ratio * StrictMath.exp(-c));
        entropy.gradient(raw, target, gradient);
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] *= factor;
        }
    }

    /** 1 - p. */
    private static double wrong(double c) {
        return -StrictMath.expm1(-c);
    }

    @Override
    public void shift(double[] raw, double[] offsets) {
        entropy.shift(raw, offsets);
    }

    @Override
    public void predict(double[] raw, double mean, double scale, double[] prediction) {
        entropy.predict(raw, mean, scale, prediction);
    }
}
