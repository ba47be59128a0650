package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Adopt;
import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Given;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.history.HistoryConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import io.millrace.learn.train.TrainConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelTest {

    private static final Schema SCHEMA = Given.numeric(2, Given.BINARY);
    private static final LearnerConfig CONFIG = LearnerConfig.defaults(SCHEMA);

    @Test
    void holdsTheStagesOfLearningAndNotThoseOfTheRun() {
        Model model = learned(CONFIG, 10);
        assertThat(model.pages().stream().map(Page::stage))
                .containsExactly("clean", "normalize", "rebalance", "train");
        Page train = model.page("train");
        assertThat(train.has("params")).isTrue();
        assertThat(train.has("adam.m")).isTrue();
        assertThat(train.arrays().keySet())
                .noneMatch(name -> name.startsWith("pending") || name.equals("totals"));
    }

    @Test
    void saysWhatItLearnedFrom() {
        Model model = learned(CONFIG, 10);
        assertThat(model.key()).isEqualTo("k");
        assertThat(model.version()).isEqualTo(1);
        assertThat(model.lineage().samples()).isEqualTo(10);
        assertThat(model.lineage().classes())
                .containsExactly(Map.entry("no", 5L), Map.entry("yes", 5L));
        assertThat(model.lineage().sources())
                .containsExactly(new Lineage.Source(3, 100, 108), new Lineage.Source(4, 101, 109));
    }

    @Test
    void saysHowWellItDoes() {
        Learner learner = learner(CONFIG, 30);
        Model model = Model.of(learner.snapshot(), CONFIG);
        assertThat(model.metrics()).isEqualTo(learner.report().cumulative()).isNotEmpty();
    }

    @Test
    void aLearnerGoesOnFromAnAdoptedModel() {
        Learner teacher = learner(CONFIG, 50);
        Model model = Model.of(teacher.snapshot(), CONFIG, Map.of());
        Learner heir = new Learner("other", CONFIG, model.adopt("other", CONFIG));
        for (int i = 50; i < 80; i++) {
            Sample one = sample(i);
            Sample other = sample(i);
            teacher.learn(one);
            heir.learn(other);
            assertThat(other.prediction).containsExactly(one.prediction);
        }
        assertThat(heir.report().counts().balanced()).isTrue();
        assertThat(heir.report().samples()).isEqualTo(30);
    }

    @Test
    void isNotMovedByTheLearnerThatAdoptsIt() {
        Model model = learned(CONFIG, 50);
        List<Page> before = model.pages().stream().map(Page::copy).toList();
        Learner heir = new Learner("k", CONFIG, model.adopt("k", CONFIG));
        heir.learn(sample(50));
        assertThat(model.pages()).isEqualTo(before);
    }

    @Test
    void anotherOptimizerMayGoOn() {
        LearnerConfig sgd = with(train(ModelConfig.linear(), OptimizerConfig.sgd(0.1), 1));
        Adopt adopt = learned(CONFIG, 50).adopt("k", sgd);
        Learner heir = new Learner("k", sgd, adopt);
        heir.learn(sample(50));
        assertThat(heir.report().samples()).isEqualTo(1);
    }

    /** Moments that rested while another optimizer learned fit the parameters no more. */
    @Test
    void theMemoryOfAnotherOptimizerIsLeftBehind() {
        LearnerConfig sgd = with(train(ModelConfig.linear(), OptimizerConfig.sgd(0.1), 1));
        Page train = learned(CONFIG, 50).adopt("k", sgd).page("train").orElseThrow();
        assertThat(train.arrays()).containsOnlyKeys("params", "steps");
        Page same = learned(CONFIG, 50).adopt("k", CONFIG).page("train").orElseThrow();
        assertThat(same.arrays()).containsKeys("params", "adam.m", "configuration");
    }

    @Test
    void aMiniBatchStartsEmptyInTheHeir() {
        LearnerConfig batches = with(train(ModelConfig.linear(), OptimizerConfig.adam(0.1), 8));
        Model model = Model.of(learner(batches, 13).snapshot(), batches, Map.of());
        Learner heir = new Learner("k", batches, model.adopt("k", batches));
        for (int i = 0; i < 8; i++) {
            heir.learn(sample(i));
        }
        assertThat(heir.report().counts().learned()).isEqualTo(8);
        assertThat(heir.report().counts().balanced()).isTrue();
    }

    @Test
    void otherFeaturesAreRefused() {
        refused(LearnerConfig.defaults(Given.numeric(3, Given.BINARY)), "features", "x2");
    }

    @Test
    void anotherTargetIsRefused() {
        refused(LearnerConfig.defaults(Given.numeric(2, Given.REGRESSION)), "target", "Regression");
    }

    @Test
    void anotherScalingIsRefused() {
        LearnerConfig minMax =
                new LearnerConfig(
                        SCHEMA,
                        CONFIG.admit(),
                        CONFIG.clean(),
                        new NormalizeConfig(NormalizeConfig.Method.MIN_MAX, 0, 10, true),
                        CONFIG.rebalance(),
                        CONFIG.train(),
                        CONFIG.evaluate());
        refused(minMax, "scaling", "STANDARD", "MIN_MAX");
    }

    @Test
    void anotherPastIsRefused() {
        HistoryConfig past = new HistoryConfig(List.of(1), List.of(), List.of(), List.of());
        refused(CONFIG.with(past), "history", "lags=[1]");
    }

    @Test
    void anotherArchitectureIsRefused() {
        refused(
                with(train(ModelConfig.mlp(4), OptimizerConfig.adam(0.1), 1)),
                "hidden layers",
                "[4]");
    }

    private static void refused(LearnerConfig into, String... words) {
        Model model = learned(CONFIG, 5);
        assertThatThrownBy(() -> model.adopt("k", into))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("model 'k' version 1 does not fit")
                .hasMessageContainingAll(words);
    }

    private static LearnerConfig with(TrainConfig train) {
        return new LearnerConfig(
                SCHEMA,
                CONFIG.admit(),
                CONFIG.clean(),
                CONFIG.normalize(),
                CONFIG.rebalance(),
                train,
                CONFIG.evaluate());
    }

    private static TrainConfig train(ModelConfig model, OptimizerConfig optimizer, int batch) {
        return new TrainConfig(
                model,
                optimizer,
                ScheduleConfig.constant(),
                batch,
                1,
                0,
                0,
                0,
                TrainConfig.Compute.LOOPS);
    }

    private static Model learned(LearnerConfig config, int samples) {
        return Model.of(learner(config, samples).snapshot(), config, Map.of("accuracy", 0.5));
    }

    private static Learner learner(LearnerConfig config, int samples) {
        Learner learner = new Learner("k", config);
        for (int i = 0; i < samples; i++) {
            learner.learn(sample(i));
        }
        return learner;
    }

    private static Sample sample(int i) {
        Sample sample = Given.sample(i % 2, i, -i);
        sample.partition = 3 + i % 2;
        sample.offset = 100 + i;
        return sample;
    }
}
