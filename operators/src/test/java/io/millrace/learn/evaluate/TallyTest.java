package io.millrace.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TallyTest {

    private static Panel panel(Task task) {
        Page page = new Page("test");
        return new Panel(task, page, "panel", task.baselines(page));
    }

    private static void assertSame(Panel actual, Panel expected) {
        assertThat(actual.samples()).isEqualTo(expected.samples());
        assertThat(actual.confusion()).isDeepEqualTo(expected.confusion());
        assertThat(actual.classes()).isEqualTo(expected.classes());
        assertSame(actual.metrics(), expected.metrics());
        expected.baselineMetrics()
                .forEach((name, m) -> assertSame(actual.baselineMetrics().get(name), m));
    }

    private static void assertSame(Map<String, Double> actual, Map<String, Double> expected) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        expected.forEach(
                (name, value) ->
                        assertThat(actual.get(name))
                                .as(name)
                                .isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value)))));
    }

    private static void splitAndMerge(Schema schema, int samples, int at, long seed) {
        Task task = Task.of(schema.target(), EvaluateConfig.defaults());
        List<Baseline> baselines = task.baselines(new Page("test"));
        Panel first = panel(task);
        Panel second = panel(task);
        Panel all = panel(task);
        Random random = new Random(seed);
        Outcome[] outcomes = {new Outcome(), new Outcome(), new Outcome()};
        int classes = schema.target().size();
        for (int i = 0; i < samples; i++) {
            Sample sample = Streams.random(random, classes);
            double label = sample.label();
            task.judge(random.nextInt(10) == 0 ? null : sample.prediction, label, outcomes[0]);
            for (int b = 0; b < 2; b++) {
                task.judge(baselines.get(b).predict(), label, outcomes[b + 1]);
                baselines.get(b).learn(label);
            }
            all.add(outcomes);
            (i < at ? first : second).add(outcomes);
        }
        first.merge(second);
        assertSame(first, all);
    }

    @Property(tries = 30)
    void mergingTwoStretchesGivesThatOfBothForTwoClasses(
            @ForAll @IntRange(min = 0, max = 60) int n,
            @ForAll @IntRange(min = 0, max = 60) int at,
            @ForAll long seed) {
        splitAndMerge(Streams.TWO_CLASSES, n, at, seed);
    }

    @Property(tries = 30)
    void mergingTwoStretchesGivesThatOfBothForManyClasses(
            @ForAll @IntRange(min = 0, max = 60) int n,
            @ForAll @IntRange(min = 0, max = 60) int at,
            @ForAll long seed) {
        splitAndMerge(Streams.THREE_CLASSES, n, at, seed);
    }

    @Property(tries = 30)
    void mergingTwoStretchesGivesThatOfBothForNumbers(
            @ForAll @IntRange(min = 3, max = 60) int n,
            @ForAll @IntRange(min = 0, max = 60) int at,
            @ForAll long seed) {
        splitAndMerge(Streams.NUMBER, n, at, seed);
    }

    @Property(tries = 50)
    void everyMetricStaysWithinItsBoundsWhateverIsPredicted(
            @ForAll @Size(min = 1, max = 30) double[] hostile, @ForAll long seed) {
        Evaluator evaluator = Streams.evaluator(Streams.byCount(7), Streams.TWO_CLASSES);
        Random random = new Random(seed);
        for (double value : hostile) {
            evaluator.evaluate(Streams.scored(random.nextInt(2), 1 - value, value));
            evaluator.evaluate(Streams.random(random, 2));
        }
        Map<String, Double> metrics = evaluator.report("").metrics();
        for (String name :
                List.of(
                        "accuracy",
                        "auc",
                        "prAuc",
                        "recallAtPrecision",
                        "precision",
                        "recall",
                        "f1",
                        "gMean",
                        "balancedAccuracy",
                        "brier",
                        "calibrationError")) {
            assertThat(metrics.getOrDefault(name, 0.0)).as(name).isBetween(0.0, 1.0);
        }
        for (String name : List.of("kappa", "kappaTemporal", "kappaM")) {
            double kappa = metrics.getOrDefault(name, 0.0);
            assertThat(kappa).as(name).isFinite().isLessThanOrEqualTo(1);
        }
        assertThat(metrics.get("logLoss")).isBetween(0.0, 34.6);
    }
}
