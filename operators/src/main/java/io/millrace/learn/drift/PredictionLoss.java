package io.millrace.learn.drift;

import io.millrace.data.Prediction;
import io.millrace.data.Sample;

/**
 * What a prediction is worth to a detector, within [0, 1]: of classes 0 if the most probable one,
 * the first of equals, is right and 1 if not; of a number {@code e / (1 + e)}, where e is its
 * distance from the label in standard deviations of the labels.
 */
public final class PredictionLoss {

    private PredictionLoss() {}

    /**
     * @param prediction what was said of it before it was learned
     */
    public static double of(Sample sample, double[] prediction) {
        return prediction.length == 1
                ? ofNumber(prediction[0], sample)
                : Prediction.mostProbable(prediction) == sample.labelClass() ? 0 : 1;
    }

    private static double ofNumber(double prediction, Sample sample) {
        double error = Math.abs(prediction - sample.label()) / sample.targetScale;
        return error <= Double.MAX_VALUE ? error / (1 + error) : 1;
    }
}
