package io.millrace.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.learn.evaluate.ThresholdConfig.Criterion;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThresholdTest {

    private static final double HALF_LIFE = 300;

    private final Page page = new Page("evaluate");

    private Evaluator evaluator(Criterion criterion, double halfLife, double cost, double miss) {
        return Streams.byCount(1_000_000)
                .with(new ThresholdConfig(criterion, halfLife, cost, miss))
                .bind(page, Streams.TWO_CLASSES);
    }

    private static Sample scored(int label, double p) {
        return Streams.scored(label, 1 - p, p);
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** By its definition: every threshold is tried on every sample, weighted by its age. */
    @ParameterizedTest
    @EnumSource(
            value = Criterion.class,
            names = {"F1", "G_MEAN", "BALANCED_ACCURACY", "COST"})
    void isTheBestOfAllThresholdsWithOlderScoresFading(Criterion criterion) {
        Evaluator evaluator = evaluator(criterion, HALF_LIFE, 1, 7);
        Random random = new Random(5);
        int[] labels = new int[1_600];
        double[] logits = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.nextInt(8) == 0 ? 1 : 0;
            logits[i] = random.nextGaussian() + labels[i] - (i < 800 ? 2 : 0);
            evaluator.evaluate(scored(labels[i], sigmoid(logits[i])));
            if (i % 320 == 319) {
                double chosen = evaluator.report("").metrics().get("threshold");
                double logit = Math.log(chosen / (1 - chosen));
                assertThat(gain(criterion, labels, logits, i + 1, logit))
                        .isCloseTo(best(criterion, labels, logits, i + 1), within(1e-9));
            }
        }
    }

    private static double best(Criterion criterion, int[] labels, double[] logits, int n) {
        double best = Double.NEGATIVE_INFINITY;
        for (double edge = -16; edge <= 16; edge += 1 / 16.0) {
            best = Math.max(best, gain(criterion, labels, logits, n, edge));
        }
        return best;
    }

    private static double gain(
            Criterion criterion, int[] labels, double[] logits, int n, double at) {
        double[][] weights = new double[2][2];
        for (int i = 0; i < n; i++) {
            weights[labels[i]][logits[i] >= at - 1e-9 ? 1 : 0] +=
                    Math.pow(0.5, (n - 1 - i) / HALF_LIFE);
        }
        double hits = weights[1][1];
        double missed = weights[1][0];
        double alarms = weights[0][1];
        double recall = hits / (hits + missed);
        double specificity = weights[0][0] / (weights[0][0] + alarms);
        return switch (criterion) {
            case HALF -> 0;
            case F1 -> 2 * hits / (2 * hits + missed + alarms);
            case G_MEAN -> Math.sqrt(recall * specificity);
            case BALANCED_ACCURACY -> (recall + specificity) / 2;
            case COST -> -(alarms + 7 * missed) / (hits + missed + alarms + weights[0][0]);
        };
    }

    /** Elkan (2001): c₊ / (c₊ + c₋), if the probabilities are calibrated. */
    @ParameterizedTest
    @CsvSource({"1, 1, 0.5", "1, 9, 0.1", "3, 1, 0.75"})
    void isThatOfTheCostsWhereProbabilitiesAreCalibrated(
            double cost, double miss, double expected) {
        Evaluator evaluator = evaluator(Criterion.COST, 1e9, cost, miss);
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            double p = random.nextDouble();
            evaluator.evaluate(scored(random.nextDouble() < p ? 1 : 0, p));
        }
        assertThat(evaluator.report("").metrics().get("threshold"))
                .isCloseTo(expected, within(0.03));
    }

    /** Lipton, Elkan and Naryanaswamy (2014): the threshold is half the F1 that it attains. */
    @Test
    void isHalfOfTheF1WhereProbabilitiesAreCalibrated() {
        Evaluator evaluator = evaluator(Criterion.F1, 1e9, 1, 1);
        Random random = new Random(2);
        for (int i = 0; i < 200_000; i++) {
            double p = Math.pow(random.nextDouble(), 4);
            evaluator.evaluate(scored(random.nextDouble() < p ? 1 : 0, p));
        }
        var metrics = evaluator.report("").metrics();
        assertThat(metrics.get("threshold")).isCloseTo(metrics.get("f1") / 2, within(0.02));
        assertThat(metrics.get("threshold")).isLessThan(0.45);
    }

    @Test
    void decidesByTheScoresBeforeTheSampleAndLeavesProbabilities() {
        Evaluator evaluator = evaluator(Criterion.G_MEAN, 1e9, 1, 1);
        for (int i = 0; i < 320; i++) {
            evaluator.evaluate(scored(i % 10 == 0 ? 1 : 0, i % 10 == 0 ? 0.2 : 0.01));
        }
        Page before = page.copy();
        for (int label = 0; label < 2; label++) {
            Evaluator again =
                    Streams.byCount(1_000_000)
                            .with(new ThresholdConfig(Criterion.G_MEAN, 1e9, 1, 1))
                            .bind(before.copy(), Streams.TWO_CLASSES);
            Sample sample = scored(label, 0.2);
            again.evaluate(sample);
            assertThat(sample.decision).isEqualTo(1);
            assertThat(sample.prediction).containsExactly(0.8, 0.2);
        }
        // In the middle between the two scores, in log-odds.
        assertThat(evaluator.report("").metrics().get("threshold"))
                .isCloseTo(sigmoid((Math.log(0.25) + Math.log(1 / 99.0)) / 2), within(0.01));
    }

    @Test
    void theMetricsOfAnswersFollowItAndThoseOfProbabilitiesDoNot() {
        Evaluator moved = evaluator(Criterion.BALANCED_ACCURACY, 1e9, 1, 1);
        Evaluator half = Streams.evaluator(Streams.byCount(1_000_000), Streams.TWO_CLASSES);
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            int label = random.nextInt(50) == 0 ? 1 : 0;
            double p = sigmoid(random.nextGaussian() + label - 5);
            moved.evaluate(scored(label, p));
            half.evaluate(scored(label, p));
        }
        var metrics = moved.report("").metrics();
        var usual = half.report("").metrics();
        assertThat(metrics.get("gMean")).isGreaterThan(0.6);
        assertThat(usual.get("gMean")).isLessThan(0.1);
        for (String name : new String[] {"logLoss", "auc", "prAuc", "brier", "calibrationError"}) {
            assertThat(metrics.get(name)).as(name).isEqualTo(usual.get(name));
        }
        assertThat(usual).doesNotContainKey("threshold");
    }

    @Test
    void keepsTheMoreProbableClassUntilBothHaveCome() {
        Evaluator evaluator = evaluator(Criterion.F1, 100, 1, 1);
        for (int i = 0; i < 100; i++) {
            Sample sample = scored(0, i % 2 == 0 ? 0.4 : 0.6);
            evaluator.evaluate(sample);
            assertThat(sample.decision).isEqualTo(i % 2);
        }
        assertThat(evaluator.report("").metrics().get("threshold")).isEqualTo(0.5);
    }

    @Test
    void saysNeverOrAlwaysWhereThatCostsLeast() {
        Evaluator never = evaluator(Criterion.COST, 1e9, 1, 0);
        for (int i = 0; i < 64; i++) {
            never.evaluate(scored(i % 2, i % 2 == 0 ? 0.9 : 0.1));
        }
        Sample sample = scored(1, 1);
        never.evaluate(sample);
        assertThat(sample.decision).isZero();
        assertThat(never.report("").metrics().get("threshold")).isEqualTo(1);
    }

    /** Weights grow by 2 each half-life: a thousand of them would overflow. */
    @Test
    void goesOnForEver() {
        Evaluator evaluator = evaluator(Criterion.F1, 1, 1, 1);
        for (int i = 0; i < 5_000; i++) {
            evaluator.evaluate(scored(i % 2, i % 2 == 0 ? 0.1 : 0.2));
        }
        assertThat(evaluator.report("").metrics().get("threshold")).isBetween(0.1, 0.2);
    }

    @Test
    void invalidPredictionsHaveNoAnswer() {
        Evaluator evaluator = evaluator(Criterion.F1, 100, 1, 1);
        Sample sample = Streams.scored(1, Double.NaN, 1);
        evaluator.evaluate(sample);
        assertThat(sample.decision).isEqualTo(Sample.UNDECIDED);
    }

    @Test
    void keepsNothingWhereTheMoreProbableClassIsTheAnswer() {
        evaluator(Criterion.HALF, 100, 1, 1);
        assertThat(page.arrays().keySet()).noneMatch(name -> name.startsWith("threshold"));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new ThresholdConfig(Criterion.F1, 0, 1, 1))
                .hasMessageContaining("threshold-half-life must be positive");
        assertThatThrownBy(() -> new ThresholdConfig(Criterion.COST, 1, 0, 0))
                .hasMessageContaining("not both 0");
        assertThatThrownBy(() -> new ThresholdConfig(Criterion.COST, 1, -1, 2))
                .hasMessageContaining("false-positive-cost");
    }
}
