package io.millrace.learn.train;

import static io.millrace.learn.train.Trainers.BINARY;
import static io.millrace.learn.train.Trainers.CLASSES;
import static io.millrace.learn.train.Trainers.X;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import io.millrace.learn.Given;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.AverageConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.optimize.OptimizerConfig.Kind;
import io.millrace.learn.schedule.ScheduleConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reaction to a drift asks of a trainer. */
class RestartedTrainerTest {

    private static TrainConfig config(OptimizerConfig optimizer, int batch) {
        return new TrainConfig(
                ModelConfig.linear(),
                optimizer,
                ScheduleConfig.of(ScheduleConfig.Kind.PLATEAU, 0.5, 5, 3),
                batch,
                1,
                0,
                0,
                0,
                TrainConfig.Compute.LOOPS);
    }

    private static void learn(Trainer trainer, int samples) {
        for (int i = 0; i < samples; i++) {
            trainer.process(Given.sample(CLASSES[i % 5], X[i % 5]));
        }
    }

    @ParameterizedTest
    @CsvSource({"ADAM, 1", "FTRL, 5", "COCOB, 1", "DOWG, 5", "NORMALIZED_ADAPTIVE, 1", "NADAM, 5"})
    void goesOnLikeANewOneFromItsParameters(Kind kind, int batch) {
        TrainConfig config = config(OptimizerConfig.of(kind, kind.usualRate()), batch);
        Page page = new Page("train");
        Trainer trainer = config.bind(page, BINARY);
        learn(trainer, 40);
        Page fresh = new Page("train").put("params", page.floats("params", 3).clone());
        trainer.restart();
        Trainer other = config.bind(fresh, BINARY);
        learn(trainer, 20);
        learn(other, 20);
        assertThat(page.floats("params", 3)).containsExactly(fresh.floats("params", 3));
    }

    @Test
    void theNextStepAloneIsTheAverage() {
        AverageConfig average = new AverageConfig(AverageConfig.Kind.UNIFORM, 7, 1);
        TrainConfig config = config(OptimizerConfig.sgd(0.1).with(average), 1);
        Page page = new Page("train");
        Trainer trainer = config.bind(page, BINARY);
        learn(trainer, 40);
        assertThat(page.floats("params", 3)).isNotEqualTo(page.floats("iterate", 3));
        trainer.restart();
        learn(trainer, 1);
        assertThat(page.floats("params", 3)).isEqualTo(page.floats("iterate", 3));
    }
}
