package io.millrace.learn.normalize;

import io.millrace.data.Page;
import io.millrace.data.Sample;

/** Standardises the target of a regression; the label itself stays as it is. */
final class TargetScaler {

    private final RunningMoments moments;
    private final double bound;

    /**
     * @param bound see {@link Sample#targetBound}
     */
    TargetScaler(Page page, double halfLife, double bound) {
        this.bound = bound;
        this.moments = new RunningMoments(page, "target", 1, halfLife);
    }

    /**
     * Sets mean, scale and bound on a sample; the scale is 1 until two different labels were seen.
     */
    void annotate(Sample sample) {
        double variance = moments.variance[0];
        sample.targetMean = moments.mean[0];
        sample.targetBound = bound;
        sample.targetScale = variance > 0 ? Math.sqrt(variance) : 1;
    }

    /** Lets a label count, one beyond the range of a float as the end of that range. */
    void update(double label) {
        double value = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, label));
        moments.add(0, value, moments.nextShare());
    }
}
