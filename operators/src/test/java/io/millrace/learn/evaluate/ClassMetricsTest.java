package io.millrace.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Report;
import io.millrace.data.Schema;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Vectors by scikit-learn 1.9.1 and numpy 2.4.6. With labels {@code y}, probabilities {@code Q},
 * {@code h = Q.argmax(1)}:
 *
 * <pre>{@code
 * accuracy_score(y, h); log_loss(y, Q); roc_auc_score(y, Q[:, 1]); cohen_kappa_score(y, h)
 * precision_score(y, h, average='binary' or 'macro'), recall_score, f1_score
 * prAuc: average_precision_score(y, Q[:, 1]); balancedAccuracy: balanced_accuracy_score(y, h)
 * recallAtPrecision: P, R, _ = precision_recall_curve(y, Q[:, 1])
 *   R[:-1][P[:-1] >= 0.9].max(initial=0)
 * brier_score_loss(y, Q[:, 1]) or ((Q - eye(K)[y])**2).sum(1).mean()
 * gMean: r = recall_score(y, h, average=None, labels=unique(y)); prod(r) ** (1 / len(r))
 * calibrationError: sum(abs(e[b == k].sum() - q[b == k].sum()) for k in range(10)) / n
 *   with q = Q[:, 1] or Q.max(1), e = y or h == y, b = minimum((q * 10).astype(int), 9)
 * kappaTemporal, kappaM: (accuracy - a) / (1 - a), a = accuracy of the baseline
 * noChange: Q = [[1/K]*K] + eye(K)[y[:-1]], log loss with clip(Q, 1e-15, 1 - 1e-15)
 * majority: Q[i] = (bincount(y[:i], minlength=K) + 1) / (i + K), what ranks over its 64 bins:
 *   roc_auc_score(y, floor((log(Q[:, 1] / Q[:, 0]) + 16) * 2)), and likewise
 * }</pre>
 */
class ClassMetricsTest {

    private static final int[] Y2 = {
        0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1
    };
    private static final double[] P2 = {
        0.26, 0.56, 0.3, 0.78, 0.44, 0.32, 0.54, 0.14, 0.41, 0.24, 0.91, 0.6, 0.64, 0.32, 0.55,
        0.11, 0.29, 0.34, 0.33, 0.26, 0.89, 0.54, 0.36, 0.54
    };
    private static final int[] Y4 = {1, 2, 0, 1, 1, 0, 2, 2, 1, 2, 1, 2, 2, 1, 0, 0, 1, 0, 2, 2};
    private static final double[][] Q4 = {
        {0.53, 0.385, 0.085, 0.0}, {0.485, 0.269, 0.238, 0.008}, {0.674, 0.039, 0.217, 0.07},
        {0.13, 0.832, 0.038, 0.0}, {0.354, 0.315, 0.0, 0.331}, {0.41, 0.016, 0.016, 0.558},
        {0.023, 0.29, 0.641, 0.046}, {0.477, 0.146, 0.369, 0.008}, {0.168, 0.282, 0.298, 0.252},
        {0.085, 0.038, 0.277, 0.6}, {0.267, 0.489, 0.084, 0.16}, {0.191, 0.008, 0.534, 0.267},
        {0.411, 0.333, 0.233, 0.023}, {0.387, 0.271, 0.326, 0.016}, {0.631, 0.2, 0.092, 0.077},
        {0.461, 0.3, 0.008, 0.231}, {0.316, 0.238, 0.346, 0.1}, {0.392, 0.192, 0.362, 0.054},
        {0.415, 0.169, 0.354, 0.062}, {0.139, 0.015, 0.254, 0.592}
    };

    private static Report twoClasses() {
        Evaluator evaluator = Streams.evaluator(Streams.byCount(100), Streams.TWO_CLASSES);
        for (int i = 0; i < Y2.length; i++) {
            evaluator.evaluate(Streams.scored(Y2[i], 1 - P2[i], P2[i]));
        }
        return evaluator.report("");
    }

    private static Report fourClasses() {
        Evaluator evaluator =
                Streams.evaluator(Streams.byCount(100), Streams.classes("a", "b", "c", "d"));
        for (int i = 0; i < Y4.length; i++) {
            evaluator.evaluate(Streams.scored(Y4[i], Q4[i]));
        }
        return evaluator.report("");
    }

    private static void assertMetrics(Map<String, Double> actual, Map<String, Double> expected) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        expected.forEach(
                (name, value) ->
                        assertThat(actual.get(name)).as(name).isCloseTo(value, within(1e-12)));
    }

    @SafeVarargs
    private static Map<String, Double> map(Map.Entry<String, Double>... entries) {
        Map<String, Double> map = new HashMap<>();
        for (Map.Entry<String, Double> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }

    @Test
    void scoresTwoClassesAsScikitLearnDoes() {
        Report report = twoClasses();
        assertMetrics(
                report.metrics(),
                map(
                        entry("accuracy", 0.875),
                        entry("logLoss", 0.4212438586286744),
                        entry("auc", 0.9407407407407408),
                        entry("prAuc", 0.9131313131313132),
                        entry("recallAtPrecision", 0.5555555555555556),
                        entry("precision", 0.8),
                        entry("recall", 0.8888888888888888),
                        entry("f1", 0.8421052631578947),
                        entry("kappa", 0.7391304347826086),
                        entry("kappaTemporal", 0.6666666666666666),
                        entry("kappaM", 0.6666666666666666),
                        entry("gMean", 0.8777074514725111),
                        entry("balancedAccuracy", 0.8777777777777778),
                        entry("brier", 0.1270125),
                        entry("calibrationError", 0.20291666666666666)));
        assertThat(report.confusion()).isEqualTo(new long[][] {{13, 2}, {1, 8}});
        assertThat(report.classes()).containsExactly(entry("no", 15L), entry("yes", 9L));
    }

    @Test
    void scoresTheBaselinesOfTwoClassesOverTheSameSamples() {
        Report report = twoClasses();
        assertThat(report.baselines()).containsOnlyKeys("noChange", "majority");
        assertMetrics(
                report.baselines().get("noChange"),
                map(
                        entry("accuracy", 0.625),
                        entry("logLoss", 12.98092228061484),
                        entry("auc", 0.5703703703703704),
                        entry("prAuc", 0.4305555555555556),
                        entry("recallAtPrecision", 0.0),
                        entry("precision", 0.5),
                        entry("recall", 0.4444444444444444),
                        entry("f1", 0.47058823529411764),
                        entry("kappa", 0.18181818181818177),
                        entry("kappaTemporal", 0.0),
                        entry("kappaM", 0.0),
                        entry("gMean", 0.5708992257184502),
                        entry("balancedAccuracy", 0.5888888888888889),
                        entry("brier", 0.3854166666666667),
                        entry("calibrationError", 0.3958333333333333)));
        assertMetrics(
                report.baselines().get("majority"),
                // No precision: it never said yes.
                map(
                        entry("accuracy", 0.625),
                        entry("logLoss", 0.7209377649607567),
                        entry("auc", 0.337037037037037),
                        entry("prAuc", 0.32853535353535357),
                        entry("recallAtPrecision", 0.0),
                        entry("recall", 0.0),
                        entry("f1", 0.0),
                        entry("kappa", 0.0),
                        entry("kappaTemporal", 0.0),
                        entry("kappaM", 0.0),
                        entry("gMean", 0.0),
                        entry("balancedAccuracy", 0.5),
                        entry("brier", 0.26089730722399546),
                        entry("calibrationError", 0.21260898941218462)));
    }

    @Test
    void scoresManyClassesByMacroAverages() {
        Report report = fourClasses();
        assertMetrics(
                report.metrics(),
                map(
                        entry("accuracy", 0.4),
                        entry("logLoss", 0.9563632670653377),
                        entry("precision", 0.46590909090909094),
                        entry("recall", 0.33392857142857146),
                        entry("f1", 0.3194444444444444),
                        entry("kappa", 0.19732441471571904),
                        entry("kappaTemporal", 0.20000000000000004),
                        entry("kappaM", 0.25),
                        entry("gMean", 0.3851713571108358),
                        entry("balancedAccuracy", 0.44523809523809527),
                        entry("brier", 0.5722664),
                        entry("calibrationError", 0.16755)));
        assertThat(report.confusion())
                .isEqualTo(new long[][] {{4, 0, 0, 1}, {3, 2, 2, 0}, {4, 0, 2, 2}, {0, 0, 0, 0}});
        assertMetrics(
                report.baselines().get("noChange"),
                map(
                        entry("accuracy", 0.25),
                        entry("logLoss", 24.24645819449347),
                        entry("precision", 0.24603174603174605),
                        entry("recall", 0.2392857142857143),
                        entry("f1", 0.24155844155844156),
                        entry("kappa", -0.13207547169811318),
                        entry("kappaTemporal", 0.0),
                        entry("kappaM", 0.062499999999999986),
                        entry("gMean", 0.22045556915418466),
                        entry("balancedAccuracy", 0.2392857142857143),
                        entry("brier", 1.4375),
                        entry("calibrationError", 0.7125)));
        assertMetrics(
                report.baselines().get("majority"),
                map(
                        entry("accuracy", 0.2),
                        entry("logLoss", 1.2948830045971806),
                        entry("precision", 0.0784313725490196),
                        entry("recall", 0.19047619047619047),
                        entry("f1", 0.1111111111111111),
                        entry("kappa", -0.21673003802281388),
                        entry("kappaTemporal", -0.06666666666666665),
                        entry("kappaM", 0.0),
                        entry("gMean", 0.0),
                        entry("balancedAccuracy", 0.19047619047619047),
                        entry("brier", 0.7344578603113785),
                        entry("calibrationError", 0.16568547405840445)));
    }

    @Test
    void comparesWithTheBaselinesByHand() {
        // Labels 0 1 1 1 0 1 1 1, first answers of the baselines are class 0 (all alike).
        // No change is right at 0, 2, 3, 6, 7: 5 of 8. Majority says 0 0 0 1 1 1 1 1 (a tie goes to
        // the first), right at 0, 3, 5, 6, 7: 5 of 8. The model is right at all but 4: 7 of 8.
        Evaluator evaluator = Streams.evaluator(Streams.byCount(100), Streams.TWO_CLASSES);
        int[] labels = {0, 1, 1, 1, 0, 1, 1, 1};
        for (int i = 0; i < labels.length; i++) {
            double p = i == 0 ? 0.1 : 0.9;
            evaluator.evaluate(Streams.scored(labels[i], 1 - p, p));
        }
        Report report = evaluator.report("");
        assertThat(report.baselines().get("noChange")).containsEntry("accuracy", 5 / 8.0);
        assertThat(report.baselines().get("majority")).containsEntry("accuracy", 5 / 8.0);
        assertThat(report.metrics().get("kappaTemporal")).isEqualTo((7 - 5) / (8 - 5.0));
        assertThat(report.metrics().get("kappaM")).isEqualTo((7 - 5) / (8 - 5.0));
        // Recalls 1/2 and 6/6.
        assertThat(report.metrics().get("gMean")).isCloseTo(Math.sqrt(0.5), within(1e-15));
    }

    @Test
    void leavesOutWhatIsUndefined() {
        Evaluator evaluator = Streams.evaluator(Streams.byCount(100), Streams.TWO_CLASSES);
        assertThat(evaluator.report("").metrics()).isEmpty();
        assertThat(evaluator.report("").fading()).isEmpty();
        assertThat(evaluator.report("").baselines().get("majority")).isEmpty();

        // One class only, always told right: also no-change and majority are perfect.
        evaluator.evaluate(Streams.scored(0, 0.9, 0.1));
        evaluator.evaluate(Streams.scored(0, 0.9, 0.1));
        assertThat(evaluator.report("").metrics())
                .containsOnlyKeys(
                        "accuracy",
                        "logLoss",
                        "gMean",
                        "balancedAccuracy",
                        "brier",
                        "calibrationError");
        assertThat(evaluator.report("").fading()).containsOnlyKeys("accuracy", "logLoss", "brier");
    }

    @Test
    void anInvalidPredictionIsAWrongAnswerWithoutALoss() {
        double[][] hostile = {
            null,
            {},
            {1},
            {Double.NaN, 0.5},
            {0.5, Double.NaN},
            {Double.POSITIVE_INFINITY, 0},
            {-0.1, 1.1},
            {0.2, 0.3, 0.5}
        };
        Evaluator evaluator = Streams.evaluator(Streams.byCount(100), Streams.TWO_CLASSES);
        evaluator.evaluate(Streams.scored(1, 0.2, 0.8));
        for (double[] prediction : hostile) {
            evaluator.evaluate(Streams.scored(1, prediction));
        }
        evaluator.evaluate(Streams.scored(0, 0.8, 0.2));

        Report report = evaluator.report("");
        assertThat(report.samples()).isEqualTo(10);
        assertThat(report.metrics())
                .containsEntry("accuracy", 0.2)
                .containsEntry("recall", 1 / 9.0)
                .containsEntry("precision", 1.0)
                .containsEntry("auc", 1.0)
                .containsEntry("invalidPredictions", 8.0);
        assertThat(report.metrics().get("logLoss")).isCloseTo(-Math.log(0.8), within(1e-15));
        assertThat(report.metrics().get("brier")).isCloseTo(0.04, within(1e-15));
        assertThat(report.metrics().get("calibrationError")).isCloseTo(0.2, within(1e-15));
        assertThat(report.classes()).containsEntry("yes", 9L);
        assertThat(report.fading().get("logLoss")).isCloseTo(-Math.log(0.8), within(1e-15));
    }

    @Test
    void oneConfidentMistakeCostsAFiniteLoss() {
        Evaluator evaluator = Streams.evaluator(Streams.byCount(100), Streams.TWO_CLASSES);
        evaluator.evaluate(Streams.scored(0, 0, 1));
        assertThat(evaluator.report("").metrics().get("logLoss"))
                .isCloseTo(-Math.log(1e-15), within(1e-12));
    }

    @Test
    void keepsNoConfusionOfVeryManyClasses() {
        String[] names = new String[1_000];
        for (int k = 0; k < names.length; k++) {
            names[k] = "c" + k;
        }
        Schema schema = Streams.classes(names);
        Evaluator evaluator = Streams.evaluator(Streams.byCount(100), schema);
        double[] prediction = new double[1_000];
        prediction[7] = 1;
        evaluator.evaluate(Streams.scored(7, prediction));
        evaluator.evaluate(Streams.scored(999, prediction));

        Report report = evaluator.report("");
        assertThat(report.confusion()).isNull();
        assertThat(report.metrics()).containsEntry("accuracy", 0.5).containsEntry("recall", 0.5);
        assertThat(report.classes()).hasSize(1_000).containsEntry("c999", 1L);
    }
}
