package io.millrace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Adopt;
import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.clean.CleanConfig;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.history.HistoryConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.model.ModelConfig.Activation;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.normalize.NormalizeConfig.Method;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.rebalance.RebalanceConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import io.millrace.learn.train.TrainConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Law: state goes on only under settings that leave its arrays their meaning. */
class KeptStateTest {

    private static final Feature A = new Feature.Numeric("a");
    private static final Feature B = new Feature.Numeric("b");
    private static final Feature WORD = new Feature.Categorical("word", List.of("x", "y"));
    private static final Schema BINARY = new Schema(List.of(A, B, WORD), Given.BINARY);
    private static final Schema NUMBER = new Schema(List.of(A, B, WORD), Given.REGRESSION);
    private static final NormalizeConfig SCALING = NormalizeConfig.defaults();
    private static final ModelConfig MLP =
            new ModelConfig(List.of(2, 3), Activation.RELU, ModelConfig.Init.HE, 0.1f, 1);
    private static final OptimizerConfig ADAM = OptimizerConfig.adam(0.01);
    private static final OptimizerConfig SGD = OptimizerConfig.sgd(0.01);
    private static final TrainConfig TRAIN = train(MLP, ADAM, ScheduleConfig.constant(), 0);

    private static LearnerConfig config(Schema schema) {
        return config(schema, SCALING, TRAIN);
    }

    private static LearnerConfig config(Schema schema, NormalizeConfig scaling, TrainConfig train) {
        LearnerConfig d = LearnerConfig.defaults(schema);
        return new LearnerConfig(
                schema, d.admit(), d.clean(), scaling, d.rebalance(), train, d.evaluate());
    }

    private static LearnerConfig with(TrainConfig train) {
        return config(BINARY, SCALING, train);
    }

    private static TrainConfig train(
            ModelConfig model, OptimizerConfig optimizer, ScheduleConfig schedule, double l2) {
        return new TrainConfig(
                model, optimizer, schedule, 1, 1, l2, 10, 0, TrainConfig.Compute.LOOPS);
    }

    private static TrainConfig train(ModelConfig model, OptimizerConfig optimizer) {
        return train(model, optimizer, ScheduleConfig.constant(), 0);
    }

    private static OptimizerConfig momentum(double momentum) {
        return OptimizerConfig.sgd(0.01).withMomentum(momentum, false);
    }

    private static TrainConfig clipping(TrainConfig train) {
        return new TrainConfig(
                train.model(),
                train.optimizer(),
                train.schedule(),
                train.batchSize(),
                train.epochs() + 2,
                train.l2(),
                1,
                0.5f,
                train.compute());
    }

    private static HistoryConfig past(int lag, double halfLife) {
        return new HistoryConfig(List.of(lag), List.of("a"), List.of(halfLife), List.of("word"));
    }

    private static Schema words(String... words) {
        return new Schema(
                List.of(A, B, new Feature.Categorical("word", List.of(words))), Given.BINARY);
    }

    static Stream<Arguments> changes() {
        LearnerConfig binary = config(BINARY);
        LearnerConfig number = config(NUMBER);
        return Stream.of(
                Arguments.of(
                        "features in another order",
                        binary,
                        config(new Schema(List.of(B, A, WORD), Given.BINARY)),
                        List.of("clean", "normalize", "train")),
                Arguments.of(
                        "a feature of another kind",
                        binary,
                        config(
                                new Schema(
                                        List.of(A, B, new Feature.Hashed("word", 3)),
                                        Given.BINARY)),
                        List.of("clean", "normalize", "train")),
                Arguments.of(
                        "words in another order",
                        binary,
                        config(words("y", "x")),
                        List.of("clean", "normalize", "train")),
                Arguments.of(
                        "classes in another order",
                        binary,
                        config(
                                new Schema(
                                        BINARY.features(),
                                        new Target.Classification("y", List.of("yes", "no")))),
                        List.of("rebalance", "train", "evaluate")),
                Arguments.of(
                        "another number as the target",
                        number,
                        config(new Schema(NUMBER.features(), new Target.Regression("z"))),
                        List.of("normalize", "train", "evaluate")),
                Arguments.of(
                        "another past",
                        binary.with(past(1, 5)),
                        binary.with(past(2, 5)),
                        List.of("history", "normalize", "train")),
                Arguments.of(
                        "another half-life of the past",
                        binary.with(past(1, 5)),
                        binary.with(past(1, 6)),
                        List.of("history", "normalize", "train")),
                Arguments.of(
                        "no past any more",
                        binary.with(past(1, 5)),
                        binary,
                        List.of("normalize", "train")),
                Arguments.of(
                        "the target no longer scaled",
                        number,
                        config(NUMBER, new NormalizeConfig(Method.STANDARD, 0, 10, false), TRAIN),
                        List.of("normalize")),
                Arguments.of(
                        "another scaler",
                        binary,
                        config(BINARY, new NormalizeConfig(Method.MIN_MAX, 0, 10, true), TRAIN),
                        List.of("normalize")),
                Arguments.of("another optimizer", binary, with(train(MLP, SGD)), List.of("train")),
                Arguments.of(
                        "momentum switched on",
                        with(train(MLP, SGD)),
                        with(train(MLP, momentum(0.9))),
                        List.of("train")),
                Arguments.of(
                        "another activation",
                        binary,
                        with(
                                train(
                                        new ModelConfig(
                                                MLP.hidden(),
                                                Activation.TANH,
                                                MLP.init(),
                                                MLP.scale(),
                                                MLP.seed()),
                                        ADAM)),
                        List.of("train")));
    }

    static Stream<Arguments> freedoms() {
        LearnerConfig d = config(BINARY);
        LearnerConfig linear = with(train(ModelConfig.linear(), SGD));
        return Stream.of(
                Arguments.of("nothing", d, d),
                Arguments.of(
                        "rate, schedule and penalty",
                        d,
                        with(
                                train(
                                        MLP,
                                        OptimizerConfig.adam(0.2),
                                        ScheduleConfig.of(
                                                ScheduleConfig.Kind.INVERSE_TIME, 0.5, 100, 10),
                                        0.1))),
                Arguments.of(
                        "how much momentum",
                        with(train(MLP, momentum(0.5))),
                        with(train(MLP, momentum(0.9)))),
                Arguments.of(
                        "the activation of no layer",
                        linear,
                        with(
                                train(
                                        new ModelConfig(
                                                List.of(),
                                                Activation.TANH,
                                                ModelConfig.Init.ZEROS,
                                                0.1f,
                                                7),
                                        SGD))),
                Arguments.of(
                        "how many ids are remembered",
                        d,
                        new LearnerConfig(
                                BINARY,
                                new AdmitConfig(0, 4),
                                d.clean(),
                                d.normalize(),
                                d.rebalance(),
                                d.train(),
                                d.evaluate())),
                Arguments.of(
                        "half-life and bound",
                        d,
                        config(BINARY, new NormalizeConfig(Method.STANDARD, 50, 5, true), TRAIN)),
                Arguments.of(
                        "scaling of a target that is no number",
                        d,
                        config(BINARY, new NormalizeConfig(Method.STANDARD, 0, 10, false), TRAIN)),
                Arguments.of("clipping and epochs", d, with(clipping(TRAIN))),
                Arguments.of(
                        "cleaning",
                        d,
                        new LearnerConfig(
                                BINARY,
                                d.admit(),
                                new CleanConfig(CleanConfig.Missing.CONSTANT, 0.5f, 3),
                                SCALING,
                                d.rebalance(),
                                TRAIN,
                                d.evaluate())),
                Arguments.of(
                        "rebalancing and windows",
                        d,
                        new LearnerConfig(
                                BINARY,
                                d.admit(),
                                d.clean(),
                                SCALING,
                                new RebalanceConfig(
                                        RebalanceConfig.Method.WEIGHTS,
                                        30,
                                        0.8,
                                        20,
                                        true,
                                        0,
                                        0.1f,
                                        9),
                                TRAIN,
                                new EvaluateConfig(7, 60_000, 1_000, 5_000, 0.9))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void isRefusedWhereItsArraysWouldMeanAnotherThing(
            String name, LearnerConfig from, LearnerConfig to, List<String> stages) {
        List<Page> pages = learned(from).snapshot().pages();
        assertThat(refusing(to, pages)).isEqualTo(stages);
        assertThat(refusing(from, pages)).isEmpty();
        assertThatThrownBy(() -> new Learner("", to, new Adopt("", pages)))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("page '" + stages.get(0) + "'")
                .hasMessageContaining("may not change under kept state")
                .hasMessageContaining("Set them back");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("freedoms")
    void goesOnUnderAllElse(String name, LearnerConfig from, LearnerConfig to) {
        Learner heir = new Learner("", to, new Adopt("", learned(from).snapshot().pages()));
        heir.learn(sample(40));
        assertThat(heir.report().samples()).isEqualTo(41);
        assertThat(heir.report().counts().balanced()).isTrue();
    }

    @Test
    void aPageWithoutAFingerprintGetsThatOfTheFirstConfiguration() {
        List<Page> pages = new ArrayList<>();
        for (Page page : learned(config(BINARY)).snapshot().pages()) {
            page.removeIf("configuration"::equals);
            pages.add(page);
        }
        Learner heir = new Learner("", config(BINARY), new Adopt("", pages));
        assertThat(refusing(with(train(MLP, SGD)), heir.snapshot().pages()))
                .containsExactly("train");
    }

    /**
     * It is kept in pages, so it may never come out otherwise. By Python, mixing as Chance does.
     */
    @Test
    void theFingerprintIsTheSameInEveryRelease() {
        Page page = new Page("any");
        List<Feature> features =
                List.of(
                        A,
                        new Feature.Bool("b"),
                        WORD,
                        new Feature.Hashed("h", 8),
                        new Feature.Time("t", List.of(Feature.Cycle.HOUR_OF_DAY)));
        Schema schema = new Schema(features, Given.THREE);
        new Fingerprint().addFeatures(schema).addTarget(schema).add(7).require(page, "");
        assertThat(page.longs("configuration", 1)).containsExactly(1_790_936_661_000_567_943L);
    }

    private static List<String> refusing(LearnerConfig config, List<Page> pages) {
        List<StageConfig<?>> stages =
                List.of(
                        config.clean(),
                        config.history(),
                        config.normalize(),
                        config.rebalance(),
                        config.train(),
                        config.evaluate());
        return stages.stream()
                .filter(stage -> stage != config.history() || config.history().isOn())
                .filter(stage -> refuses(stage, schemaOf(stage, config), pages))
                .map(StageConfig::stage)
                .toList();
    }

    private static Schema schemaOf(StageConfig<?> stage, LearnerConfig config) {
        boolean before = stage == config.clean() || stage == config.history();
        return before ? config.schema() : config.widened();
    }

    private static boolean refuses(StageConfig<?> stage, Schema schema, List<Page> pages) {
        Page none = new Page(stage.stage());
        Page page = new Adopt("", pages).page(stage.stage()).map(Page::copy).orElse(none);
        try {
            stage.bind(page, schema);
            return false;
        } catch (PageMismatchException refused) {
            return true;
        }
    }

    private static Learner learned(LearnerConfig config) {
        Learner learner = new Learner("", config);
        for (int i = 0; i < 40; i++) {
            learner.learn(sample(i));
        }
        return learner;
    }

    private static Sample sample(int i) {
        float[] head = {i % 7, -i % 5};
        FeatureVector features = new FeatureVector(head, new int[] {2 + i % 3}, new float[] {1});
        return new Sample("", null, features, i % 2);
    }
}
