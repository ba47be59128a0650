package io.millrace.learn.loss;

/**
 * The pinball loss, whose minimum is the τ-quantile: {@code τ (target - raw)} below the target,
 * {@code (1 - τ) (raw - target)} above it (Koenker and Bassett, "Regression Quantiles",
 * Econometrica 46, 1978).
 */
record QuantileLoss(double tau) implements StandardLoss {

    @Override
    public double value(double error) {
        return error < 0 ? -tau * error : (1 - tau) * error;
    }

    @Override
    public double slope(double error) {
        // Between the slopes on either side, and NaN for NaN.
        return error < 0 ? -tau : error > 0 ? 1 - tau : error;
    }
}
