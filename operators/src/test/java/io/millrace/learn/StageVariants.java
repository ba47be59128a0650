package io.millrace.learn;

import io.millrace.data.FeatureVector;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.clean.CleanConfig;
import io.millrace.learn.drift.DriftConfig;
import io.millrace.learn.drift.DriftConfig.Detector;
import io.millrace.learn.drift.DriftConfig.Policy;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.evaluate.ThresholdConfig;
import io.millrace.learn.evaluate.ThresholdConfig.Criterion;
import io.millrace.learn.history.HistoryConfig;
import io.millrace.learn.loss.LossConfig;
import io.millrace.learn.model.InputsConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.model.ModelConfig.Activation;
import io.millrace.learn.model.ModelConfig.Init;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.optimize.AverageConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.rebalance.RebalanceConfig;
import io.millrace.learn.rebalance.SynthesisConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import io.millrace.learn.select.SelectConfig;
import io.millrace.learn.select.Training;
import io.millrace.learn.train.RegularizeConfig;
import io.millrace.learn.train.TrainConfig;
import io.millrace.learn.train.TrainConfig.Compute;
import java.util.List;
import java.util.stream.Stream;

/** The configurations under which the laws of stages are tested, and samples to test them with. */
public final class StageVariants {

    private static final int NUMERIC = 4;
    private static final int BOOLEANS = 1;
    private static final int BUCKETS = 8;
    private static final float[] HOSTILE = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -0f,
        0f,
        1f,
    };

    private StageVariants() {}

    /** All of them. */
    public static Stream<Variant> all() {
        return Stream.of(
                        admit(),
                        clean(),
                        history(),
                        normalize(),
                        rebalance(),
                        train(),
                        losses(),
                        drift(),
                        select(),
                        evaluate())
                .flatMap(v -> v);
    }

    /** The ones that remember ids, also more than there are samples. */
    static Stream<Variant> admit() {
        return Stream.of(3, 60, 1_000)
                .map(ids -> variant(Given.BINARY, new AdmitConfig(10_000, ids)));
    }

    private static Stream<Variant> clean() {
        return Stream.of(CleanConfig.Missing.values())
                .flatMap(m -> Stream.of(0f, 1f, 3f).map(clip -> new CleanConfig(m, 0.5f, clip)))
                .map(clean -> variant(Given.REGRESSION, clean));
    }

    /** The past farther back than a law's first restart, and as little of it as there can be. */
    private static Stream<Variant> history() {
        HistoryConfig whole =
                new HistoryConfig(
                        List.of(1, 3, 40),
                        List.of("x0", "b0"),
                        List.of(0.5, 20.0),
                        List.of("c", "b0"));
        return Stream.of(
                        whole,
                        new HistoryConfig(List.of(2), List.of(), List.of(), List.of()),
                        new HistoryConfig(List.of(), List.of(), List.of(5.0), List.of("c")))
                .flatMap(
                        history ->
                                Stream.of(Given.BINARY, Given.THREE, Given.REGRESSION)
                                        .map(target -> variant(target, history)));
    }

    private static Stream<Variant> normalize() {
        return Stream.of(NormalizeConfig.Method.values())
                .flatMap(
                        m ->
                                Stream.of(0.0, 0.5, 50.0)
                                        .map(h -> new NormalizeConfig(m, h, 10, true)))
                .flatMap(
                        normalize ->
                                Stream.of(Given.REGRESSION, Given.BINARY)
                                        .map(target -> variant(target, normalize)));
    }

    private static Stream<Variant> rebalance() {
        return Stream.concat(rebalanced(), synthesized());
    }

    private static Stream<Variant> synthesized() {
        RebalanceConfig copying =
                new RebalanceConfig(
                        RebalanceConfig.Method.UNDERSAMPLE, 30, 0.8, 20, true, 2, 0.1f, 1);
        return Stream.of(SynthesisConfig.Kind.values())
                .map(kind -> copying.with(new SynthesisConfig(kind, 7, 3, 0.4, 0.3)))
                .flatMap(
                        copies ->
                                Stream.of(Given.BINARY, Given.THREE)
                                        .map(target -> variant(target, copies)));
    }

    private static Stream<Variant> rebalanced() {
        return Stream.of(RebalanceConfig.Method.values())
                .flatMap(
                        m ->
                                Stream.of(0, 2)
                                        .map(
                                                copies ->
                                                        new RebalanceConfig(
                                                                m, 30, 0.8, 20, true, copies, 0.1f,
                                                                1)))
                .flatMap(
                        rebalance ->
                                Stream.of(Given.BINARY, Given.THREE, Given.REGRESSION)
                                        .map(target -> variant(target, rebalance)));
    }

    private static Stream<Variant> train() {
        OptimizerConfig momentum = OptimizerConfig.sgd(0.01).withMomentum(0.9, false);
        Stream<TrainConfig> linear =
                Stream.of(OptimizerConfig.sgd(0.05), OptimizerConfig.adam(0.01), momentum)
                        .flatMap(
                                optimizer ->
                                        Stream.of(
                                                train(
                                                        ModelConfig.linear(),
                                                        optimizer,
                                                        1,
                                                        1,
                                                        Compute.AUTO),
                                                train(
                                                        ModelConfig.linear(),
                                                        optimizer,
                                                        7,
                                                        2,
                                                        Compute.LOOPS)));
        Stream<TrainConfig> perceptrons =
                Stream.of(Compute.LOOPS, Compute.ND4J)
                        .flatMap(
                                compute ->
                                        Stream.of(1, 5)
                                                .map(
                                                        batch ->
                                                                train(
                                                                        ModelConfig.mlp(6, 3),
                                                                        OptimizerConfig.adam(0.01),
                                                                        batch,
                                                                        1,
                                                                        compute)));
        Stream<TrainConfig> dropped =
                Stream.of(Activation.LEAKY_RELU, Activation.GELU)
                        .flatMap(
                                activation ->
                                        Stream.of(1, 4).map(batch -> dropping(activation, batch)));
        Stream<TrainConfig> regularized =
                Stream.of(ModelConfig.linear(), ModelConfig.mlp(6))
                        .flatMap(model -> Stream.of(1, 4).map(batch -> regularized(model, batch)));
        Stream<TrainConfig> wide =
                Stream.of(
                                ModelConfig.factorisationMachine(2),
                                ModelConfig.factorisationMachine(3).with(wide(0)),
                                ModelConfig.linear().with(wide(0)),
                                ModelConfig.linear().with(wide(12)))
                        .flatMap(
                                model ->
                                        Stream.of(1, 4)
                                                .map(
                                                        batch ->
                                                                train(
                                                                        model,
                                                                        OptimizerConfig.adam(0.01),
                                                                        batch,
                                                                        1,
                                                                        Compute.LOOPS)));
        Stream<Variant> byNd4j =
                Stream.of(OptimizerConfig.Kind.values())
                        .filter(OptimizerConfig.Kind::byNd4j)
                        .map(kind -> OptimizerConfig.of(kind, kind.usualRate()))
                        .map(o -> train(ModelConfig.mlp(3), o, 16, 1, Compute.LOOPS))
                        .map(train -> variant(Given.BINARY, train));
        Stream<Variant> byFeatures =
                Stream.of(OptimizerConfig.Kind.values())
                        .filter(OptimizerConfig.Kind::byFeatures)
                        .map(kind -> OptimizerConfig.of(kind, kind.usualRate()))
                        .map(optimizer -> TrainConfig.defaults().with(optimizer))
                        .flatMap(
                                train ->
                                        Stream.of(Given.BINARY, Given.REGRESSION)
                                                .map(target -> variant(target, train)));
        return Stream.concat(
                Stream.concat(byNd4j, byFeatures),
                Stream.of(
                                linear,
                                optimizers(),
                                schedules(),
                                perceptrons,
                                dropped,
                                regularized,
                                wide)
                        .flatMap(trains -> trains)
                        .flatMap(
                                train ->
                                        Stream.of(Given.BINARY, Given.THREE, Given.REGRESSION)
                                                .map(target -> variant(target, train))));
    }

    private static TrainConfig dropping(Activation activation, int batch) {
        ModelConfig model = new ModelConfig(List.of(6, 3), activation, Init.ORTHOGONAL, 1, 1, 0.3);
        return train(model, OptimizerConfig.adam(0.01), batch, 2, Compute.LOOPS);
    }

    private static InputsConfig wide(int fourier) {
        return new InputsConfig(List.of("x0*c", "x1*x2"), 16, fourier, 0);
    }

    private static TrainConfig regularized(ModelConfig model, int batch) {
        return train(model, OptimizerConfig.sgd(0.05), batch, 1, Compute.LOOPS)
                .with(new RegularizeConfig(1e-3, 0.5, 50));
    }

    private static Stream<Variant> losses() {
        return Stream.of(Given.BINARY, Given.THREE, Given.REGRESSION)
                .flatMap(
                        target ->
                                LossConfig.Kind.allowed(target).stream()
                                        .flatMap(
                                                loss ->
                                                        Stream.of(1, 4)
                                                                .map(batch -> loss(loss, batch))
                                                                .map(t -> variant(target, t))));
    }

    private static TrainConfig loss(LossConfig.Kind kind, int batch) {
        return train(ModelConfig.linear(), OptimizerConfig.adam(0.01), batch, 1, Compute.LOOPS)
                .with(new LossConfig(kind, 1, 0.9, 2, 0.1));
    }

    /** Each of them row by row, and in batches with an average. */
    private static Stream<TrainConfig> optimizers() {
        return Stream.of(OptimizerConfig.Kind.values())
                .filter(kind -> !kind.byFeatures() && !kind.byNd4j())
                .map(kind -> OptimizerConfig.of(kind, kind.usualRate()).withMomentum(0.9, true))
                .flatMap(
                        optimizer ->
                                Stream.of(
                                        train(ModelConfig.linear(), optimizer, 1, 2, Compute.AUTO),
                                        train(
                                                ModelConfig.mlp(3),
                                                optimizer.with(
                                                        new AverageConfig(
                                                                AverageConfig.Kind.EXPONENTIAL,
                                                                3,
                                                                20)),
                                                4,
                                                1,
                                                Compute.LOOPS)));
    }

    private static Stream<TrainConfig> schedules() {
        OptimizerConfig averaged =
                OptimizerConfig.sgd(0.05)
                        .with(new AverageConfig(AverageConfig.Kind.UNIFORM, 40, 1));
        return Stream.of(ScheduleConfig.Kind.values())
                .map(
                        kind ->
                                train(
                                        ModelConfig.linear(),
                                        averaged,
                                        ScheduleConfig.of(kind, 0.5, 20, 10),
                                        1,
                                        1,
                                        Compute.AUTO));
    }

    private static TrainConfig train(
            ModelConfig model, OptimizerConfig optimizer, int batch, int epochs, Compute compute) {
        ScheduleConfig schedule = ScheduleConfig.of(ScheduleConfig.Kind.INVERSE_TIME, 0.5, 100, 10);
        return train(model, optimizer, schedule, batch, epochs, compute);
    }

    private static TrainConfig train(
            ModelConfig model,
            OptimizerConfig optimizer,
            ScheduleConfig schedule,
            int batch,
            int epochs,
            Compute compute) {
        return new TrainConfig(model, optimizer, schedule, batch, epochs, 1e-3, 5, 0, compute);
    }

    /** Alarmed by anything, so that each reaction happens many times. */
    private static DriftConfig nervous(Detector detector, Policy policy) {
        return new DriftConfig(detector, 0.9, 0.4, 0, 0.5, 9, policy, 5, 7);
    }

    private static Stream<Variant> drift() {
        OptimizerConfig averaged =
                OptimizerConfig.adam(0.01)
                        .with(new AverageConfig(AverageConfig.Kind.EXPONENTIAL, 3, 20));
        ScheduleConfig plateau = ScheduleConfig.of(ScheduleConfig.Kind.PLATEAU, 0.5, 2, 0);
        Stream<TrainConfig> detectors =
                Stream.of(Detector.values())
                        .map(detector -> nervous(detector, Policy.SWAP))
                        .map(drift -> TrainConfig.defaults().with(drift));
        Stream<TrainConfig> policies =
                Stream.of(Policy.values())
                        .map(policy -> nervous(Detector.DUMMY, policy))
                        .flatMap(
                                drift ->
                                        Stream.of(
                                                        train(
                                                                ModelConfig.mlp(3),
                                                                averaged,
                                                                plateau,
                                                                4,
                                                                1,
                                                                Compute.LOOPS),
                                                        TrainConfig.defaults()
                                                                .with(
                                                                        new RegularizeConfig(
                                                                                0, 0, 10)))
                                                .map(train -> train.with(drift)));
        return Stream.concat(detectors, policies)
                .flatMap(
                        train ->
                                Stream.of(Given.BINARY, Given.THREE, Given.REGRESSION)
                                        .map(target -> variant(target, train)));
    }

    private static Stream<Variant> select() {
        SelectConfig often = new SelectConfig(SelectConfig.Type.AUTO, 60, 0.01, 20);
        Stream<Variant> plain =
                Stream.of(Given.BINARY, Given.THREE, Given.REGRESSION)
                        .map(
                                target ->
                                        variant(
                                                target,
                                                new Training(often, TrainConfig.defaults())));
        Stream<Variant> rebalanced =
                Stream.of(RebalanceConfig.Method.WEIGHTS, RebalanceConfig.Method.UNDERSAMPLE)
                        .map(m -> new RebalanceConfig(m, 30, 0.8, 20, true, 2, 0.1f, 1))
                        .map(rebalance -> variant(Given.BINARY, rebalance))
                        .map(v -> new Variant("many: " + v.name(), v.config().with(often)));
        return Stream.concat(plain, rebalanced);
    }

    private static Stream<Variant> evaluate() {
        EvaluateConfig usual = new EvaluateConfig(10, 0, 0, 0, 0.9);
        return Stream.of(
                        usual,
                        usual.with(new ThresholdConfig(Criterion.F1, 20, 1, 1)),
                        usual.with(new ThresholdConfig(Criterion.COST, 1, 1, 9)),
                        new EvaluateConfig(1_000, 5_000, 2_000, 600_000, 0.999))
                .flatMap(
                        evaluate ->
                                Stream.of(Given.BINARY, Given.THREE, Given.REGRESSION)
                                        .map(target -> variant(target, evaluate)));
    }

    private static Variant variant(Target target, StageConfig<?> varied) {
        Schema schema = Given.mixed(NUMERIC, BOOLEANS, BUCKETS, target);
        LearnerConfig d = LearnerConfig.defaults(schema);
        LearnerConfig config =
                new LearnerConfig(
                        schema,
                        varied instanceof AdmitConfig c ? c : d.admit(),
                        varied instanceof CleanConfig c ? c : d.clean(),
                        varied instanceof NormalizeConfig c ? c : d.normalize(),
                        varied instanceof RebalanceConfig c ? c : d.rebalance(),
                        varied instanceof TrainConfig c
                                ? c
                                : varied instanceof Training t ? t.train() : d.train(),
                        varied instanceof EvaluateConfig c ? c : d.evaluate(),
                        varied instanceof Training t ? t.select() : d.select(),
                        varied instanceof HistoryConfig h ? h : d.history());
        return new Variant(varied + " on " + target, config);
    }

    /** A configuration with a stream that fits it. */
    public record Variant(String name, LearnerConfig config) {

        /** An ordinary sample, a fifth of its numbers missing; equal for equal i. */
        public Sample sample(int i) {
            float[] head = new float[NUMERIC + BOOLEANS];
            for (int x = 0; x < NUMERIC; x++) {
                long draw = Chance.mix(i, x);
                boolean missing = Chance.uniform(Chance.mix(draw, 9)) < 0.2;
                head[x] = missing ? Float.NaN : (float) (10 * x + Chance.gaussian(draw));
            }
            head[NUMERIC] = i % 2;
            return sample(i, head, label(i));
        }

        /** The same with the numbers in the opposite order. */
        public Sample reversed(int i) {
            Sample sample = sample(i);
            float[] head = sample.features().head().clone();
            for (int x = 0; x < NUMERIC; x++) {
                sample.features().head()[x] = head[NUMERIC - 1 - x];
            }
            return sample;
        }

        /** A sample of values that no one means. */
        public Sample hostile(int i) {
            float[] head = new float[NUMERIC + BOOLEANS];
            for (int x = 0; x < head.length; x++) {
                head[x] = HOSTILE[choice(Chance.mix(i, 100 + x), HOSTILE.length)];
            }
            return sample(i, head, hostileLabel(i));
        }

        private double label(int i) {
            double u = Chance.uniform(Chance.mix(i, 50));
            if (config.schema().target() instanceof Target.Classification c) {
                return u < 0.8 ? 0 : choice(Chance.mix(i, 51), c.size());
            }
            return 100 + 5 * u;
        }

        private double hostileLabel(int i) {
            if (config.schema().target() instanceof Target.Classification) {
                return label(i);
            }
            double[] labels = {
                Float.MAX_VALUE, -Float.MAX_VALUE, Double.MIN_VALUE, -0.0, 1, 1e-320
            };
            return labels[choice(Chance.mix(i, 52), labels.length)];
        }

        private static int choice(long draw, int n) {
            return (int) (n * Chance.uniform(draw));
        }

        private static Sample sample(int i, float[] head, double label) {
            int category = NUMERIC + BOOLEANS + choice(Chance.mix(i, 60), BUCKETS);
            FeatureVector features = new FeatureVector(head, new int[] {category}, new float[] {1});
            Sample sample = new Sample("", i % 2 == 0 ? null : "s" + i, features, label);
            sample.eventTime = 1_000L * i + jump(i);
            return sample;
        }

        /** A wrong time at 6, and a pause before 79: laws restart behind both. */
        private static long jump(int i) {
            return i == 6 ? Integer.MAX_VALUE : i < 79 ? 0 : 3_600_000;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
