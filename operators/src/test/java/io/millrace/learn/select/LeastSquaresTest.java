package io.millrace.learn.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.loss.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeastSquaresTest {

    private static final int SAMPLES = 60;
    private static final int INPUTS = 3;

    /** Solves the normal equations of all samples at once, each fading, with the fading ridge. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.95})
    void theWeightsAreThoseOfTheNormalEquations(double forgetting) {
        Schema schema = Given.numeric(INPUTS, Given.REGRESSION);
        Page page = new Page("train");
        LeastSquares squares =
                new LeastSquares(
                        "ls",
                        page,
                        new Inputs(schema),
                        forgetting,
                        Loss.of(Given.REGRESSION),
                        new Units(page));
        double[][] normal = new double[INPUTS + 1][INPUTS + 2];
        for (int i = 0; i <= INPUTS; i++) {
            normal[i][i] = 1;
        }
        double[][] scores = new double[1][1];
        for (int n = 0; n < SAMPLES; n++) {
            Sample sample = sample(n);
            double weight = 1 + n % 3;
            squares.score(sample, scores, 0);
            squares.learn(sample, sample.label(), weight);
            add(normal, sample, weight, forgetting);
        }
        assertThat(page.doubles("weights", INPUTS + 1))
                .containsExactly(solve(normal), within(1e-8));
    }

    /** Two classes are targets of -1 and 1, and the temperature moves against its slope. */
    @Test
    void classesAreNumbersAndTheirScoresAreWarmed() {
        Page page = new Page("train");
        Loss loss = Loss.of(Given.BINARY);
        LeastSquares squares =
                new LeastSquares(
                        "ls", page, new Inputs(Given.numeric(INPUTS, Given.BINARY)), 1, loss, null);
        double[][] scores = new double[1][1];
        double[][] normal = new double[INPUTS + 1][INPUTS + 2];
        for (int i = 0; i <= INPUTS; i++) {
            normal[i][i] = 1;
        }
        double[] temperature = page.doubles("temperature", 1);
        for (int n = 0; n < SAMPLES; n++) {
            Sample number = sample(n);
            int label = number.label() > 0 ? 1 : 0;
            squares.score(number, scores, 0);
            double before = temperature[0];
            double output = scores[0][0] / before;
            double slope =
                    (loss(loss, (before + 1e-6) * output, label)
                                    - loss(loss, (before - 1e-6) * output, label))
                            / 2e-6;
            squares.learn(number, label, 1);
            assertThat(temperature[0])
                    .isCloseTo(Math.max(1, Math.min(40, before - 0.02 * slope)), within(1e-8));
            add(normal, Given.sample(2 * label - 1, number.features().head()), 1, 1);
        }
        assertThat(temperature[0]).isNotEqualTo(4);
        assertThat(page.doubles("weights", INPUTS + 1))
                .containsExactly(solve(normal), within(1e-8));
    }

    private static double loss(Loss loss, double score, int label) {
        return loss.value(new double[] {score}, label);
    }

    private static Sample sample(int n) {
        float[] x = new float[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            x[i] = (float) Chance.gaussian(Chance.mix(n, i));
        }
        double y = 2 * x[0] - x[1] + 0.5 + 0.3 * Chance.gaussian(Chance.mix(n, 9));
        return Given.sample(y, x);
    }

    private static void add(double[][] normal, Sample sample, double weight, double forgetting) {
        double[] z = new double[INPUTS + 2];
        for (int i = 0; i < INPUTS; i++) {
            z[i] = sample.features().head()[i];
        }
        z[INPUTS] = 1;
        z[INPUTS + 1] = sample.label();
        for (int i = 0; i <= INPUTS; i++) {
            for (int j = 0; j <= INPUTS + 1; j++) {
                normal[i][j] = forgetting * normal[i][j] + weight * z[i] * z[j];
            }
        }
    }

    /** Gaussian elimination; the matrix is positive definite. */
    private static double[] solve(double[][] a) {
        int n = a.length;
        for (int i = 0; i < n; i++) {
            for (int row = i + 1; row < n; row++) {
                double factor = a[row][i] / a[i][i];
                for (int j = i; j <= n; j++) {
                    a[row][j] -= factor * a[i][j];
                }
            }
        }
        double[] x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double rest = a[i][n];
            for (int j = i + 1; j < n; j++) {
                rest -= a[i][j] * x[j];
            }
            x[i] = rest / a[i][i];
        }
        return x;
    }
}
