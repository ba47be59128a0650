package io.millrace.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrainerTest {

    @Test
    void learnsALineFromItsPoints() {
        Schema schema = new Schema(List.of(new Feature.Numeric("x")), new Target.Regression("y"));
        Page page = new Page("train");
        Trainer trainer =
                new TrainConfig(
                                ModelConfig.linear(),
                                OptimizerConfig.sgd(0.05),
                                ScheduleConfig.constant(),
                                1,
                                1,
                                0,
                                0,
                                0,
                                TrainConfig.Compute.LOOPS)
                        .bind(page, schema);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            float x = (float) (random.nextDouble() * 2 - 1);
            trainer.process(new Sample("", null, FeatureVector.dense(x), 2 * x + 1));
        }
        assertThat(page.floats("params", 2)[0]).isCloseTo(2f, within(1e-4f));
        assertThat(page.floats("params", 2)[1]).isCloseTo(1f, within(1e-4f));
    }
}
