package io.millrace.learn.loss;

/**
 * Squares near the target, absolute values beyond δ, with one slope where they meet: {@code ½ e²}
 * for {@code |e| <= δ}, else {@code δ (|e| - ½ δ)} (Huber, "Robust Estimation of a Location
 * Parameter", Annals of Mathematical Statistics 35, 1964). One wild label pulls no harder than δ.
 */
record HuberLoss(double delta) implements StandardLoss {

    @Override
    public double value(double error) {
        double size = Math.abs(error);
        return size <= delta ? 0.5 * error * error : delta * (size - 0.5 * delta);
    }

    @Override
    public double slope(double error) {
        return Math.max(-delta, Math.min(delta, error));
    }
}
