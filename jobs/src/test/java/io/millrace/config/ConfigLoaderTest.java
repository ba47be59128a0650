package io.millrace.config;

import static io.millrace.config.Yaml.JOB;
import static io.millrace.config.Yaml.load;
import static io.millrace.config.Yaml.mistakes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Feature;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.select.SelectConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

    private static final Schema SCHEMA =
            new Schema(
                    List.of(new Feature.Numeric("distance"), new Feature.Hashed("origin", 512)),
                    new Target.Classification("late", List.of("on-time", "late")));

    @Test
    void whatIsNotGivenIsTheDefaultOfTheRecords() {
        assertThat(load(JOB))
                .isEqualTo(
                        JobConfig.defaults(
                                "flights", "localhost:9092", LearnerConfig.defaults(SCHEMA)));
    }

    @Test
    void topicsAndGroupAreNamedAfterTheJob() {
        JobConfig job = load(JOB, "name=other", "source.topic=in");
        assertThat(job.source().groupId()).isEqualTo("other");
        assertThat(job.sinks()).isEqualTo(SinksConfig.defaults("other"));
        assertThat(job.sinks().metrics()).isEqualTo("other.metrics");
        assertThat(job.sinks().models()).contains("other.models");
    }

    @ParameterizedTest
    @EnumSource(OptimizerConfig.Kind.class)
    void theDefaultsOfAnOptimizerFollowFromItsType(OptimizerConfig.Kind kind) {
        assertThat(load(JOB, "optimizer.type=" + Types.word(kind)).learner().train().optimizer())
                .isEqualTo(OptimizerConfig.of(kind, kind.usualRate()));
    }

    @Test
    void aTopicCanBeTurnedOff() {
        assertThat(load(JOB, "sinks.models=none").sinks().models()).isEmpty();
    }

    @Test
    void readsEveryKindOfFeatureAndLabel() {
        String yaml =
                """
                name: all
                source: {bootstrap-servers: "b:1", topic: t}
                schema:
                  features:
                    - {name: n, type: numeric}
                    - {name: b, type: boolean}
                    - {name: v, type: categorical, vocabulary: [no, 1, "null"]}
                    - {name: h, type: categorical, buckets: 8}
                    - {name: t, type: time}
                    - {name: u, type: time, cycles: [day-of-year]}
                  label: {name: y, type: boolean}
                  id: i
                  key: k
                  event-time: t
                  weight: w
                """;
        assertThat(load(yaml).learner().schema())
                .isEqualTo(
                        new Schema(
                                List.of(
                                        new Feature.Numeric("n"),
                                        new Feature.Bool("b"),
                                        new Feature.Categorical("v", List.of("no", "1", "null")),
                                        new Feature.Hashed("h", 8),
                                        new Feature.Time(
                                                "t",
                                                List.of(
                                                        Feature.Cycle.HOUR_OF_DAY,
                                                        Feature.Cycle.DAY_OF_WEEK)),
                                        new Feature.Time("u", List.of(Feature.Cycle.DAY_OF_YEAR))),
                                new Target.Classification("y", List.of("false", "true")),
                                "i",
                                "k",
                                "t",
                                "w"));
        assertThat(load(JOB.replace(", classes: [on-time, late]", "").replace("classes", "number")))
                .extracting(job -> job.learner().schema().target())
                .isEqualTo(new Target.Regression("late"));
    }

    @Test
    void autoIsShortForAPopulation() {
        SelectConfig auto = load(JOB, "model=auto", "model.budget=50").learner().select();
        assertThat(auto.type()).isEqualTo(SelectConfig.Type.AUTO);
        assertThat(auto.budget()).isEqualTo(50);
        assertThat(load(JOB, "model = auto").learner().select()).isEqualTo(SelectConfig.auto());
        assertThat(load(JOB, "model={type: auto, budget: 50}").learner().select()).isEqualTo(auto);
        assertThat(load(JOB + "model: auto\n").learner().select()).isEqualTo(SelectConfig.auto());
        assertThat(load(JOB).learner().select()).isEqualTo(SelectConfig.network());
        assertThat(mistakes(JOB, "model=best"))
                .singleElement()
                .extracting(Mistake::toString)
                .asString()
                .contains("model.type", "best", "auto", "network");
        assertThat(mistakes(JOB, "model=auto", "model.hidden=[8]", "train.batch-size=4"))
                .extracting(Mistake::key)
                .containsExactlyInAnyOrder("model.hidden", "train.batch-size");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model.activation=tanh",
                "model.init=normal",
                "model.scale=0.1",
                "train.epochs=2",
                "train.clip-norm=1",
                "train.compute=loops",
                "optimizer.learning-rate=0.1",
                "optimizer.average=uniform",
                "schedule.type=step"
            })
    void aPopulationTakesNoKeyOfOneNetwork(String setting) {
        assertThatCode(() -> load(JOB, setting)).doesNotThrowAnyException();
        assertThat(mistakes(JOB, "model=auto", setting))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.key()).isEqualTo(setting.replaceFirst("=.*", ""));
                            assertThat(mistake.message())
                                    .contains("no effect with model.type: auto");
                        });
    }

    @Test
    void aPopulationThatIsWrittenOutReadsBack() {
        JobConfig job = load(JOB, "model=auto", "model.budget=50", "model.seed=3");
        assertThat(load(ConfigWriter.toYaml(job))).isEqualTo(job);
    }

    @Test
    void aPopulationScalesNumbersAndHasAThousandClassesAtMost() {
        String number = JOB.replace(", classes: [on-time, late]", "").replace("classes", "number");
        assertThat(load(number, "normalize.target=false").learner().normalize().target()).isFalse();
        assertThat(load(JOB, "normalize.target=false", "model=auto").learner().select())
                .isEqualTo(SelectConfig.auto());
        assertThat(mistakes(number, "normalize.target=false", "model=auto"))
                .extracting(Mistake::key)
                .containsExactly("normalize.target");
        assertThat(load(JOB, classes(1000), "model=auto").learner().schema().target().size())
                .isEqualTo(1000);
        assertThat(load(JOB, classes(1001)).learner().schema().target().size()).isEqualTo(1001);
        assertThat(mistakes(JOB, classes(1001), "model=auto"))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.key()).isEqualTo("schema.label");
                            assertThat(mistake.message()).contains("1001 classes", "at most 1000");
                        });
    }

    /** Each of many classes is a weight for each input, and an input for each lag. */
    @Test
    void aPopulationOfManyInputsAndClassesIsRefused() {
        String[] wide = {classes(900), "history.lags=[1, 2]"};
        assertThat(load(JOB, wide).learner().widened().width()).isGreaterThan(1800);
        assertThat(mistakes(JOB, wide[0], wide[1], "model=auto"))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.key()).isEqualTo("model.type");
                            assertThat(mistake.message())
                                    .contains("900 classes", "at most 1048576 are allowed");
                        });
    }

    private static String classes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "c" + i)
                .collect(Collectors.joining(", ", "schema.label.classes=[", "]"));
    }

    @Test
    void hiddenLayersStartAsHeUnlessToldOtherwise() {
        assertThat(load(JOB, "model.hidden=[64, 32]").learner().train().model())
                .isEqualTo(ModelConfig.mlp(64, 32));
        assertThat(load(JOB, "model.hidden=[64]", "model.init=xavier").learner().train().model())
                .extracting(ModelConfig::init)
                .isEqualTo(ModelConfig.Init.XAVIER);
        assertThat(mistakes(JOB, "model.hidden=[64]", "model.init=zeros"))
                .singleElement()
                .matches(m -> m.key().equals("model.init"));
    }

    @Test
    void overridesReplaceWhatTheFileSaysAndTheLastWins() {
        JobConfig job =
                load(
                        JOB + "train: {batch-size: 8, epochs: 2}\n",
                        "train.batch-size=16",
                        "train.batch-size= 32 ",
                        "optimizer.type=sgd",
                        "schema.features[0].name=miles",
                        "schema.features[2]={name: x, type: boolean}",
                        "source.properties.security.protocol=SSL",
                        "source.properties.ssl.key.password=[a=b: {c",
                        "runtime.checkpoint-interval=500 ms");
        assertThat(job.learner().train().batchSize()).isEqualTo(32);
        assertThat(job.learner().train().epochs()).isEqualTo(2);
        assertThat(job.learner().train().optimizer()).isEqualTo(OptimizerConfig.sgd(0.01));
        assertThat(job.learner().schema().features())
                .extracting(Feature::name)
                .containsExactly("miles", "origin", "x");
        assertThat(job.source().properties())
                .containsOnly(
                        Map.entry("security.protocol", "SSL"),
                        Map.entry("ssl.key.password", "[a=b: {c"));
        assertThat(job.runtime().checkpointInterval()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void environmentVariablesAreFilledInAndNothingElseIsTouched() {
        String yaml =
                JOB
                        + """
                        train: {batch-size: "${BATCH}"}
                        sinks:
                          properties:
                            a: ${A}-${A}
                            b: "$${A}"
                            c: ${file:/run/secrets/kafka:password}
                            d: $A ${} ${1} ${A
                            e: $$${A}
                            client.id: ${A}
                        """;
        Map<String, String> env = Map.of("A", "${B}$1\\", "BATCH", "64", "B", "no");
        JobConfig job = ConfigLoader.parse(yaml, "f", List.of("source.topic=${BATCH}"), env);
        assertThat(job.sinks().properties())
                .containsOnly(
                        // What may be a secret is looked up by the client.
                        Map.entry("a", "${env:A}-${env:A}"),
                        Map.entry("client.id", "${B}$1\\"),
                        Map.entry("b", "${A}"),
                        Map.entry("c", "${file:/run/secrets/kafka:password}"),
                        Map.entry("d", "$A ${} ${1} ${A"),
                        Map.entry("e", "$${A}"));
        assertThat(job.learner().train().batchSize()).isEqualTo(64);
        assertThat(job.source().topic()).isEqualTo("64");
    }

    @Test
    void readsAFileWithAByteOrderMark(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("job.yaml"), "\uFEFF" + JOB);
        assertThat(ConfigLoader.load(file, List.of(), Map.of())).isEqualTo(load(JOB));
    }

    @Test
    void aDraftTakesWhatIsThere() {
        LearnerDraft draft =
                ConfigLoader.parseLearner(
                        """
                        source: {anything: "${UNSET}"}
                        schema: {label: {name: x, type: number}, event-time: when}
                        train: {batch-size: 4}
                        """,
                        "f",
                        List.of("optimizer.learning-rate=0.5"),
                        Map.of());
        assertThat(draft.schema()).isEmpty();
        assertThat(draft.features()).isEmpty();
        assertThat(draft.target()).contains(new Target.Regression("x"));
        assertThat(draft.timeField()).contains("when");
        LearnerConfig learner = draft.complete(SCHEMA);
        assertThat(learner.schema()).isEqualTo(SCHEMA);
        assertThat(learner.train().batchSize()).isEqualTo(4);
        assertThat(learner.train().optimizer()).isEqualTo(OptimizerConfig.adam(0.5));
    }

    @Test
    void aDraftOfAWholeJobHasItsLearner() {
        LearnerDraft draft = ConfigLoader.parseLearner(JOB, "f", List.of(), Map.of());
        assertThat(draft.schema()).contains(SCHEMA);
        assertThat(draft.complete(SCHEMA)).isEqualTo(load(JOB).learner());
    }

    @Test
    void aDraftMayBeOfNothing() {
        LearnerDraft draft = ConfigLoader.parseLearner("", "f", List.of(), Map.of());
        assertThat(draft.complete(SCHEMA)).isEqualTo(LearnerConfig.defaults(SCHEMA));
    }

    @Test
    void aDraftRefusesASchemaThatItsStagesDoNotFit() {
        LearnerDraft draft =
                ConfigLoader.parseLearner(
                        "", "f", List.of("rebalance.method=undersample"), Map.of());
        Schema number = new Schema(List.of(new Feature.Numeric("x")), new Target.Regression("y"));
        assertThatThrownBy(() -> draft.complete(number))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rebalance.method");
    }
}
