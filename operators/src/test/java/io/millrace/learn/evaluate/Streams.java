package io.millrace.learn.evaluate;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import java.util.List;
import java.util.Random;

/** Schemas and scored samples for the tests of evaluation. */
final class Streams {

    static final Schema TWO_CLASSES = classes("no", "yes");
    static final Schema THREE_CLASSES = classes("a", "b", "c");
    static final Schema NUMBER = schema(new Target.Regression("y"));

    private Streams() {}

    static Schema classes(String... names) {
        return schema(new Target.Classification("y", List.of(names)));
    }

    private static Schema schema(Target target) {
        return new Schema(List.of(new Feature.Numeric("x")), target);
    }

    static Evaluator evaluator(EvaluateConfig config, Schema schema) {
        return config.bind(new Page("evaluate"), schema);
    }

    static EvaluateConfig byCount(int window) {
        return new EvaluateConfig(window, 0, 0, 0, 0.999);
    }

    static Sample scored(double label, double... prediction) {
        Sample sample = new Sample(LearningEvent.ONE_MODEL, null, FeatureVector.dense(0f), label);
        sample.prediction = prediction;
        return sample;
    }

    static Sample at(long time, Sample sample) {
        sample.eventTime = time;
        return sample;
    }

    /** A sample with a prediction that says something of the label, but not all. */
    static Sample random(Random random, int outputs) {
        double[] prediction = new double[outputs];
        if (outputs == 1) {
            prediction[0] = 10 * random.nextGaussian();
            return scored(prediction[0] + random.nextGaussian(), prediction);
        }
        double left = 1;
        for (int k = 1; k < outputs; k++) {
            prediction[k] = left * random.nextDouble();
            left -= prediction[k];
        }
        prediction[0] = left;
        double chance = random.nextDouble();
        int label = 0;
        while (label < outputs - 1 && chance >= prediction[label]) {
            chance -= prediction[label++];
        }
        return scored(label, prediction);
    }
}
