package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import io.millrace.model.Model;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineFitTest {

    @Test
    void findsTheLineInTheUnitsOfTheStream() {
        LearnerConfig config =
                LearnerConfig.defaults(
                        new Schema(List.of(new Feature.Numeric("x")), new Target.Regression("y")));
        Learner learner = new Learner("", config);
        for (int i = 0; i < 20_000; i++) {
            float x = 100 + i * 7 % 50;
            learner.learn(new Sample("", null, FeatureVector.dense(x), -3 * x + 500));
        }
        LineFit fit = LineFit.of(Model.of(learner.snapshot(), config, Map.of()));
        assertThat(fit.slope()).isCloseTo(-3, within(0.01));
        assertThat(fit.intercept()).isCloseTo(500, within(1.0));
    }
}
