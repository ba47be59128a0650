package io.millrace.learn;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.LearningEvent;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import java.util.ArrayList;
import java.util.List;

/** Schemas and samples for tests of stages. */
public final class Given {

    public static final Target REGRESSION = new Target.Regression("y");
    public static final Target BINARY = new Target.Classification("y", List.of("no", "yes"));
    public static final Target THREE = new Target.Classification("y", List.of("a", "b", "c"));

    private Given() {}

    /** Only numbers. */
    public static Schema numeric(int inputs, Target target) {
        return mixed(inputs, 0, 0, target);
    }

    /** Numbers, booleans, and a category of that many buckets if there are any. */
    public static Schema mixed(int numeric, int booleans, int buckets, Target target) {
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < numeric; i++) {
            features.add(new Feature.Numeric("x" + i));
        }
        for (int i = 0; i < booleans; i++) {
            features.add(new Feature.Bool("b" + i));
        }
        if (buckets > 0) {
            features.add(new Feature.Hashed("c", buckets));
        }
        return new Schema(features, target);
    }

    /** A dense sample of the one model. */
    public static Sample sample(double label, float... head) {
        return new Sample(LearningEvent.ONE_MODEL, null, FeatureVector.dense(head.clone()), label);
    }
}
