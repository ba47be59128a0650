package io.millrace.local;

import io.millrace.data.Adopt;
import io.millrace.data.FeatureVector;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import java.util.List;

/**
 * The line that a linear model of one number has learned, in the units of the stream: the model is
 * asked for its predictions, so its own scaling and unscaling are part of the answer.
 */
public record LineFit(double slope, double intercept) {

    /**
     * @param pages of a whole model
     */
    public static LineFit of(LearnerConfig config, List<Page> pages) {
        double atZero = predict(config, pages, 0);
        return new LineFit(predict(config, pages, 1) - atZero, atZero);
    }

    private static double predict(LearnerConfig config, List<Page> pages, float x) {
        Learner copy =
                new Learner(
                        LearningEvent.ONE_MODEL, config, new Adopt(LearningEvent.ONE_MODEL, pages));
        Sample sample = new Sample(LearningEvent.ONE_MODEL, null, FeatureVector.dense(x), 0);
        copy.learn(sample);
        double[] prediction = sample.prediction;
        if (prediction == null) {
            throw new IllegalStateException("the model predicts nothing");
        }
        return prediction[0];
    }
}
