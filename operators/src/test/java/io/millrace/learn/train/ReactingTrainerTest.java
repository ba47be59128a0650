package io.millrace.learn.train;

import static io.millrace.learn.train.Trainers.BINARY;
import static io.millrace.learn.train.Trainers.CLASSES;
import static io.millrace.learn.train.Trainers.X;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.learn.Given;
import io.millrace.learn.drift.DriftConfig;
import io.millrace.learn.drift.DriftConfig.Detector;
import io.millrace.learn.drift.DriftConfig.Policy;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a model when the dummy is alarmed at each tenth sample, before it is learned. */
class ReactingTrainerTest {

    private static final int EVERY = 10;

    private static TrainConfig config(Policy policy, int batch) {
        TrainConfig plain =
                new TrainConfig(
                        ModelConfig.linear(),
                        OptimizerConfig.adam(0.05),
                        ScheduleConfig.of(ScheduleConfig.Kind.PLATEAU, 0.9, 1, 0),
                        batch,
                        1,
                        0,
                        0,
                        0,
                        TrainConfig.Compute.LOOPS);
        return plain.with(
                new DriftConfig(Detector.DUMMY, 0.001, 0.05, 0.005, 50, EVERY, policy, 10, 1_000));
    }

    private static Page learn(TrainConfig config, int from, int to) {
        return learn(config, new Page("train"), from, to);
    }

    private static Page learn(TrainConfig config, Page page, int from, int to) {
        Trainer trainer = config.bind(page, BINARY);
        for (int i = from; i < to; i++) {
            trainer.process(sample(i));
        }
        return page;
    }

    private static Sample sample(int i) {
        return Given.sample(CLASSES[i % 5], X[i * i % 5]);
    }

    private static void assertSameModel(Page page, Page expected) {
        for (String name : new String[] {"params", "adam.m", "adam.v"}) {
            assertThat(page.floats(name, 3)).as(name).isEqualTo(expected.floats(name, 3));
        }
        for (String name : new String[] {"steps", "plateau.counts"}) {
            assertThat(page.arrays().get(name)).as(name).isEqualTo(expected.arrays().get(name));
        }
    }

    private static TrainConfig plain(int batch) {
        return config(Policy.NONE, batch).with(DriftConfig.none());
    }

    @Test
    void withoutAPolicyDriftsAreCountedAndNothingElseChanges() {
        TrainConfig watching = config(Policy.NONE, 1);
        Page page = new Page("train");
        Trainer trainer = watching.bind(page, BINARY);
        for (int i = 0; i < 35; i++) {
            trainer.process(sample(i));
        }
        assertThat(trainer.drifts().count()).isEqualTo(3);
        assertSameModel(page, learn(plain(1), 0, 35));
    }

    /** The sample of the alarm is the first that the new model learns. */
    @Test
    void restartedIsANewModelFromTheSampleOfTheAlarm() {
        assertSameModel(learn(config(Policy.RESTART, 1), 0, 28), learn(plain(1), 19, 28));
    }

    /** A warning comes five samples behind an alarm, and the next alarm five behind that. */
    @Test
    void swappedIsTheModelOfTheLastWarning() {
        assertSameModel(learn(config(Policy.SWAP, 1), 0, 28), learn(plain(1), 14, 28));
    }

    @Test
    void withAResetOptimizerTheParametersGoOn() {
        Page first = learn(plain(1), 0, 9);
        Page second = new Page("train").put("params", first.floats("params", 3).clone());
        learn(plain(1), second, 9, 18);
        assertSameModel(learn(config(Policy.RESET_OPTIMIZER, 1), 0, 18), second);
    }

    @Test
    void aRaisedRateMovesTheParametersFurther() {
        Page still = learn(plain(1), 0, 9);
        Page raised = learn(config(Policy.RAISE_RATE, 1), 0, 9);
        float[] before = raised.floats("params", 3).clone();
        assertThat(before).isEqualTo(still.floats("params", 3));
        learn(config(Policy.RAISE_RATE, 1), raised, 9, 10);
        learn(plain(1), still, 9, 10);
        for (int i = 0; i < 3; i++) {
            double move = still.floats("params", 3)[i] - before[i];
            assertThat((double) raised.floats("params", 3)[i] - before[i])
                    .isCloseTo(10 * move, withPercentage(0.1));
        }
    }

    /** No sample that waits is lost, whichever model comes to learn it. */
    @ParameterizedTest
    @ValueSource(strings = {"RESTART", "SWAP", "RESET_OPTIMIZER"})
    void samplesThatWaitGoOnWaiting(Policy policy) {
        TrainConfig config = config(policy, 4);
        Page page = new Page("train");
        Trainer trainer = config.bind(page, BINARY);
        for (int i = 0; i < 43; i++) {
            trainer.process(sample(i));
            assertThat(trainer.progress().pending).isEqualTo((i + 1) % 4);
            assertThat(page.ints("pendingSize", 1)).containsExactly((i + 1) % 4);
            assertThat(trainer.progress().learned + trainer.progress().pending).isEqualTo(i + 1);
        }
        assertThat(page.floats("params", 3))
                .isNotEqualTo(learn(plain(4), 0, 43).floats("params", 3));
    }

    @Test
    void aModelInTheBackgroundRestsUntilAWarningAndThenBeginsWithNoSampleThatWaits() {
        Page page = learn(config(Policy.SWAP, 4), 0, 4);
        assertThat(page.floats("background.params", 3)).containsOnly(0);
        assertThat(page.ints("background.pendingSize", 1)).containsExactly(0);
        learn(config(Policy.SWAP, 4), page, 4, 25);
        assertThat(page.ints("background.pendingSize", 1)).containsExactly(1);
    }

    /** The score is that of the model before, which is what a server would have said. */
    @Test
    void theSampleOfAnAlarmIsScoredByTheModelBefore() {
        Trainer reacting = config(Policy.RESTART, 1).bind(new Page("train"), BINARY);
        Trainer plain = plain(1).bind(new Page("train"), BINARY);
        for (int i = 0; i < 11; i++) {
            Sample one = sample(i);
            Sample other = sample(i);
            reacting.process(one);
            plain.process(other);
            if (i == 10) {
                assertThat(one.prediction).isNotEqualTo(other.prediction);
            } else {
                assertThat(one.prediction).isEqualTo(other.prediction);
            }
        }
    }

    @Test
    void leavesNothingBehindWhereNobodyWatches() {
        Page page = learn(config(Policy.SWAP, 4), 0, 24);
        Page plain = new Page("train");
        plain(4).bind(plain, BINARY);
        plain(4).bind(page, BINARY);
        assertThat(page.arrays().keySet()).isEqualTo(plain.arrays().keySet());
    }
}
