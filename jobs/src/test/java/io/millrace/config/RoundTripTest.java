package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Feature;
import io.millrace.data.Feature.Cycle;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.FormatConfig;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.clean.CleanConfig;
import io.millrace.learn.drift.DriftConfig;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.evaluate.ThresholdConfig;
import io.millrace.learn.history.HistoryConfig;
import io.millrace.learn.loss.LossConfig;
import io.millrace.learn.model.InputsConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.optimize.AggressiveConfig;
import io.millrace.learn.optimize.AverageConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.optimize.ProximalConfig;
import io.millrace.learn.rebalance.RebalanceConfig;
import io.millrace.learn.rebalance.SynthesisConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import io.millrace.learn.select.SelectConfig;
import io.millrace.learn.train.RegularizeConfig;
import io.millrace.learn.train.TrainConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What was written out in full is read again as the same. */
class RoundTripTest {

    private static final String WORD_CHARACTERS =
            "abcXYZ019 \t\n\r\"'#:-,.[]{}&*!|>%@`$\\?=~\u00e9\u4e2d\u0001\u2028\uFEFF";

    @Property(tries = 300)
    void aJobIsTheSame(@ForAll long seed) {
        JobConfig job = new Draw(seed).job();
        String yaml = ConfigWriter.toYaml(job);
        assertThat(ConfigLoader.parse(yaml, "dump", List.of(), Map.of())).as(yaml).isEqualTo(job);
    }

    @Property(tries = 100)
    void aLearnerIsTheSame(@ForAll long seed) {
        LearnerConfig learner = new Draw(seed).job().learner();
        LearnerDraft draft =
                ConfigLoader.parseLearner(
                        ConfigWriter.toYaml(learner), "dump", List.of(), Map.of());
        assertThat(draft.complete(draft.schema().orElseThrow())).isEqualTo(learner);
    }

    /** Draws configurations that hold together, extreme values among them. */
    static final class Draw {

        private final Random random;

        Draw(long seed) {
            this.random = new Random(seed);
        }

        JobConfig job() {
            LearnerConfig learner = learner();
            return new JobConfig(
                    "job-" + random.nextInt(100),
                    new SourceConfig(
                            word(),
                            "in",
                            word(),
                            any(SourceConfig.Start.values()),
                            new FormatConfig(
                                    any(FormatConfig.Kind.values()),
                                    ",;|\t '#".charAt(random.nextInt(7)),
                                    whole(1, 1 << 28)),
                            Map.of("client.id", word(), "sasl.mechanism", word())),
                    learner,
                    maybe(word()),
                    new SinksConfig(
                            "metrics",
                            maybe("predictions"),
                            "dead-letters",
                            maybe("models"),
                            any(SinksConfig.Guarantee.values()),
                            Duration.ofMillis(3_000_000L + random.nextInt(1 << 30)),
                            any(SinksConfig.LostTransactions.values()),
                            Map.of()),
                    new RuntimeConfig(
                            whole(1, 100),
                            whole(100, 1 << 15),
                            Duration.ofMillis(whole(10, 400_000)),
                            Duration.ofNanos(10_000_000L + random.nextInt(1 << 30)),
                            maybe(word()),
                            any(RuntimeConfig.Backend.values()),
                            Map.of("state.backend.x", word())));
        }

        private LearnerConfig learner() {
            Schema schema = schema();
            boolean classes = schema.target() instanceof Target.Classification;
            long window = schema.timeField().isPresent() ? random.nextInt(1 << 30) : 0;
            int copies = classes ? whole(0, 100) : 0;
            return new LearnerConfig(
                    schema,
                    new AdmitConfig(
                            random.nextLong() >>> 1,
                            schema.idField().isPresent() ? whole(0, AdmitConfig.MOST_IDS) : 0),
                    new CleanConfig(
                            any(CleanConfig.Missing.values()),
                            Float.intBitsToFloat(random.nextInt() & 0xbfffffff),
                            random.nextBoolean() ? 0 : 1 + positive()),
                    new NormalizeConfig(
                            any(NormalizeConfig.Method.values()),
                            positive(),
                            positive(),
                            random.nextBoolean()),
                    new RebalanceConfig(
                            classes
                                    ? any(RebalanceConfig.Method.values())
                                    : RebalanceConfig.Method.NONE,
                            positive(),
                            random.nextDouble(),
                            1 + positive(),
                            random.nextBoolean(),
                            copies,
                            positive(),
                            random.nextLong(),
                            new SynthesisConfig(
                                    copies > 0
                                            ? any(SynthesisConfig.Kind.values())
                                            : SynthesisConfig.Kind.NOISE,
                                    whole(1, SynthesisConfig.MOST_REMEMBERED),
                                    whole(1, SynthesisConfig.MOST_REMEMBERED),
                                    0.05 + 0.9 * random.nextDouble(),
                                    random.nextDouble())),
                    train().with(loss(schema.target())).with(regularize()).with(drift()),
                    new EvaluateConfig(
                            whole(1, Integer.MAX_VALUE),
                            window,
                            window,
                            random.nextInt(1 << 30),
                            Math.nextUp(random.nextDouble() / 2),
                            Math.nextUp(random.nextDouble() / 2),
                            new ThresholdConfig(
                                    classes && schema.target().size() == 2
                                            ? any(ThresholdConfig.Criterion.values())
                                            : ThresholdConfig.Criterion.HALF,
                                    positive(),
                                    positive(),
                                    positive())),
                    new SelectConfig(
                            SelectConfig.Type.NETWORK,
                            1 + 1000 * random.nextDouble(),
                            random.nextDouble() / 2,
                            whole(0, Integer.MAX_VALUE)),
                    history());
        }

        /** Of lags and means, for which any schema will do. */
        private HistoryConfig history() {
            return new HistoryConfig(
                    random.nextBoolean() ? List.of() : List.of(whole(1, 5_000), 6_000),
                    List.of(),
                    random.nextBoolean() ? List.of() : List.of(1e9 * random.nextDouble(), 7.0),
                    List.of());
        }

        private RegularizeConfig regularize() {
            return new RegularizeConfig(
                    positive(), positive(), random.nextBoolean() ? 0 : whole(2, 1 << 30));
        }

        private DriftConfig drift() {
            DriftConfig.Detector detector = any(DriftConfig.Detector.values());
            boolean watches = detector != DriftConfig.Detector.NONE;
            return new DriftConfig(
                    detector,
                    Math.nextUp(random.nextDouble() / 2),
                    Math.nextUp(random.nextDouble() / 2),
                    random.nextDouble(),
                    positive(),
                    1 + (random.nextLong() >>> 2),
                    watches ? any(POLICIES) : DriftConfig.Policy.NONE,
                    1 + random.nextInt(1000) + random.nextDouble(),
                    1 + (random.nextLong() >>> 2));
        }

        /** Those that go with any optimizer. */
        private static final DriftConfig.Policy[] POLICIES =
                Arrays.stream(DriftConfig.Policy.values())
                        .filter(policy -> policy != DriftConfig.Policy.RAISE_RATE)
                        .toArray(DriftConfig.Policy[]::new);

        private LossConfig loss(Target target) {
            List<LossConfig.Kind> allowed = LossConfig.Kind.allowed(target);
            LossConfig.Kind kind = allowed.get(random.nextInt(allowed.size()));
            boolean smooth = kind == LossConfig.Kind.LOGISTIC || kind == LossConfig.Kind.SOFTMAX;
            return new LossConfig(
                    kind,
                    positive(),
                    Math.nextUp(random.nextDouble() / 2),
                    positive(),
                    smooth ? random.nextDouble() : 0);
        }

        /** Those that take any other settings. */
        private static final OptimizerConfig.Kind[] KINDS =
                Arrays.stream(OptimizerConfig.Kind.values())
                        .filter(OptimizerConfig.Kind::constrainable)
                        .toArray(OptimizerConfig.Kind[]::new);

        private TrainConfig train() {
            List<Integer> hidden =
                    IntStream.range(0, random.nextInt(3)).map(i -> whole(1, 100)).boxed().toList();
            ModelConfig.Init[] inits = ModelConfig.Init.values();
            double beta1 = random.nextDouble();
            return new TrainConfig(
                    new ModelConfig(
                            hidden,
                            any(ModelConfig.Activation.values()),
                            inits[hidden.isEmpty() ? random.nextInt(7) : 2 + random.nextInt(5)],
                            positive(),
                            random.nextLong(),
                            hidden.isEmpty() ? 0 : random.nextDouble(),
                            hidden.isEmpty() ? random.nextInt(20) : 0,
                            new InputsConfig(
                                    random.nextBoolean() ? List.of() : List.of(InputsConfig.ALL),
                                    whole(1, 1000),
                                    random.nextInt(1000),
                                    positive())),
                    new OptimizerConfig(
                            any(KINDS),
                            positive(),
                            random.nextDouble(),
                            random.nextBoolean(),
                            beta1,
                            (beta1 + 1) / 2,
                            positive(),
                            random.nextBoolean(),
                            random.nextBoolean(),
                            random.nextBoolean(),
                            new ProximalConfig(positive(), positive(), positive()),
                            new AggressiveConfig(positive(), positive()),
                            new AverageConfig(
                                    any(AverageConfig.Kind.values()),
                                    random.nextLong() >>> 1,
                                    positive())),
                    schedule(),
                    whole(1, 1 << 20),
                    whole(1, 10_000),
                    positive(),
                    positive(),
                    positive(),
                    any(TrainConfig.Compute.values()));
        }

        private ScheduleConfig schedule() {
            ScheduleConfig.Kind kind = any(ScheduleConfig.Kind.values());
            return new ScheduleConfig(
                    kind,
                    kind == ScheduleConfig.Kind.PLATEAU ? random.nextDouble() : positive(),
                    1 + (random.nextLong() >>> 2),
                    random.nextLong() >>> 1,
                    random.nextDouble(),
                    positive());
        }

        private Schema schema() {
            List<Feature> features = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(6); i++) {
                String name = word() + i;
                features.add(
                        switch (random.nextInt(5)) {
                            case 0 -> new Feature.Numeric(name);
                            case 1 -> new Feature.Bool(name);
                            case 2 -> new Feature.Hashed(name, whole(1, 1000));
                            case 3 -> new Feature.Categorical(name, words());
                            default -> new Feature.Time(name, List.of(any(Cycle.values())));
                        });
            }
            Target target =
                    switch (random.nextInt(3)) {
                        case 0 -> new Target.Regression("label");
                        case 1 -> new Target.Classification("label", List.of("false", "true"));
                        default -> new Target.Classification("label", words());
                    };
            return new Schema(
                    features,
                    target,
                    maybe(word()).orElse(null),
                    maybe(word()).orElse(null),
                    maybe(word()).orElse(null),
                    maybe(word()).orElse(null));
        }

        private List<String> words() {
            return List.of(
                    word() + "1", word() + "2", "null", "1e3", "true", "~", "${HOME}", "$${");
        }

        private String word() {
            StringBuilder word = new StringBuilder();
            for (int i = 0; i <= random.nextInt(8); i++) {
                word.append(WORD_CHARACTERS.charAt(random.nextInt(WORD_CHARACTERS.length())));
            }
            return word.toString();
        }

        private Optional<String> maybe(String word) {
            return random.nextBoolean() ? Optional.of(word) : Optional.empty();
        }

        private <T> T any(T[] values) {
            return values[random.nextInt(values.length)];
        }

        private int whole(int min, int max) {
            return min + random.nextInt(max - min);
        }

        /** Of any magnitude that a normal float has. */
        private float positive() {
            return Float.intBitsToFloat((1 + random.nextInt(250)) << 23 | random.nextInt(1 << 23));
        }
    }
}
