package io.millrace.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Report;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumberMetricsTest {

    private static final double[] Y = {
        78.0, 93.1, 80.3, 67.5, 94.7, 113.3, 100.5, 88.3, 90.6, 111.3, 101.6, 100.5
    };
    private static final double[] P = {
        77.8, 93.3, 83.5, 69.7, 95.6, 109.1, 102.5, 85.6, 95.0, 106.2, 101.0, 100.5
    };

    private static void assertMetrics(
            Map<String, Double> metrics, double mae, double rmse, double r2) {
        assertThat(metrics).containsOnlyKeys("mae", "rmse", "r2");
        assertThat(metrics.get("mae")).isCloseTo(mae, within(1e-12));
        assertThat(metrics.get("rmse")).isCloseTo(rmse, within(1e-12));
        assertThat(metrics.get("r2")).isCloseTo(r2, within(1e-12));
    }

    /**
     * scikit-learn 1.9.1: mean_absolute_error, mean_squared_error ** 0.5, r2_score; noChange is
     * {@code r_[0, y[:-1]]}, mean is {@code r_[0, cumsum(y)[:-1] / arange(1, 12)]}.
     */
    @Test
    void scoresNumbersAsScikitLearnDoes() {
        Evaluator evaluator = Streams.evaluator(Streams.byCount(5), Streams.NUMBER);
        for (int i = 0; i < Y.length; i++) {
            evaluator.evaluate(Streams.scored(Y[i], P[i]));
        }
        Report report = evaluator.report("");
        assertMetrics(report.metrics(), 2.141666666666667, 2.7481812167322595, 0.954675689631245);
        assertMetrics(
                report.baselines().get("noChange"),
                18.60833333333333,
                26.719608904323433,
                -3.2845051087577577);
        assertMetrics(
                report.baselines().get("mean"),
                17.8959142015392,
                26.7056869418592,
                -3.280041482073976);
        assertThat(report.classes()).isEmpty();
        assertThat(report.confusion()).isNull();
    }

    @Test
    void leavesOutR2WhereAllTargetsAreEqual() {
        Evaluator evaluator = Streams.evaluator(Streams.byCount(2), Streams.NUMBER);
        for (int i = 0; i < 5; i++) {
            evaluator.evaluate(Streams.scored(0.1, 0.2));
        }
        assertThat(evaluator.report("").metrics()).containsOnlyKeys("mae", "rmse");
    }

    @Test
    void keepsR2OfTargetsFarFromZero() {
        Evaluator evaluator = Streams.evaluator(Streams.byCount(3), Streams.NUMBER);
        for (int i = 0; i < 9; i++) {
            evaluator.evaluate(Streams.scored(1e9 + i % 3, 1e9 + 1));
        }
        // Squared errors 1 0 1, mean 1e9 + 1: nothing is explained.
        assertThat(evaluator.report("").metrics().get("r2")).isCloseTo(0, within(1e-6));
    }

    @Test
    void anInvalidPredictionMovesNoMetricAndIsCounted() {
        double[][] hostile = {
            null,
            {},
            {1, 2},
            {Double.NaN},
            {Double.POSITIVE_INFINITY},
            {Double.NEGATIVE_INFINITY},
            {Double.MAX_VALUE}
        };
        Evaluator evaluator = Streams.evaluator(Streams.byCount(100), Streams.NUMBER);
        evaluator.evaluate(Streams.scored(1, 2));
        for (double[] prediction : hostile) {
            evaluator.evaluate(Streams.scored(1, prediction));
        }
        evaluator.evaluate(Streams.scored(-1, -2));
        evaluator.evaluate(Streams.scored(-Double.MAX_VALUE, 0));

        Report report = evaluator.report("");
        assertThat(report.samples()).isEqualTo(10);
        assertThat(report.metrics())
                .containsEntry("mae", 1.0)
                .containsEntry("rmse", 1.0)
                .containsEntry("r2", 0.0)
                .containsEntry("invalidPredictions", 8.0);
        assertThat(report.fading()).containsEntry("mae", 1.0).containsEntry("rmse", 1.0);
        assertThat(report.baselines().get("mean").get("rmse")).isLessThan(2);
    }
}
