package io.millrace.local;

import io.millrace.data.FeatureVector;
import io.millrace.model.Model;
import io.millrace.model.Scorer;

/**
 * The line that a linear model of one number has learned, in the units of the stream: the model is
 * asked for its predictions, so its own scaling and unscaling are part of the answer.
 */
public record LineFit(double slope, double intercept) {

    /** The line through a model's predictions at 0 and 1. */
    public static LineFit of(Model model) {
        Scorer scorer = new Scorer(model);
        double intercept = scorer.score(FeatureVector.dense(0))[0];
        return new LineFit(scorer.score(FeatureVector.dense(1))[0] - intercept, intercept);
    }
}
