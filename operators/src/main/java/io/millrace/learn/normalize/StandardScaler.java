package io.millrace.learn.normalize;

import io.millrace.data.Page;

/**
 * Standardisation: subtracts the running mean and divides by the running standard deviation (of the
 * population). An input that never changed becomes 0.
 */
final class StandardScaler implements Scaler {

    private final RunningMoments moments;
    private final float bound;

    StandardScaler(Page page, int inputs, double halfLife, float bound) {
        this.moments = new RunningMoments(page, "", inputs, halfLife);
        this.bound = bound;
    }

    @Override
    public void scale(float[] values) {
        double[] mean = moments.mean;
        double[] variance = moments.variance;
        for (int i = 0; i < mean.length; i++) {
            double deviations = (values[i] - mean[i]) / Math.sqrt(variance[i]);
            values[i] = variance[i] > 0 ? Scaler.bounded(deviations, bound) : 0f;
        }
    }

    @Override
    public void update(float[] values) {
        double share = moments.nextShare();
        for (int i = 0; i < moments.mean.length; i++) {
            moments.add(i, values[i], share);
        }
    }
}
