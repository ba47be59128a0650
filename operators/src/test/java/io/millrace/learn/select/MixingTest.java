package io.millrace.learn.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.loss.Loss;
import org.junit.jupiter.api.Test;

class MixingTest {

    private static final int OPINIONS = 3;

    @Test
    void logisticMixingStepsAgainstTheFiniteDifferenceOfTheLoss() {
        Loss loss = Loss.of(Given.THREE);
        double[][] opinions = {{1, -2, 0.5}, {0.3, 0.1, -1}, {2, 0, 1}};
        Page page = new Page("train");
        LogisticMixing mixing = new LogisticMixing("mix", page, OPINIONS, 0.1);
        double[] weights = page.doubles("weights", OPINIONS);
        double[] before = weights.clone();
        double[] mixed = new double[3];
        double[] slope = new double[3];
        mixing.score(opinions, mixed);
        loss.gradient(mixed, 2, slope);
        mixing.learn(opinions, slope, 0, 2);
        double[] after = weights.clone();
        for (int i = 0; i < OPINIONS; i++) {
            double gradient = difference(mixing, weights, before, opinions, i);
            assertThat(after[i] - before[i]).isCloseTo(-0.1 * 2 * gradient, within(1e-8));
        }
    }

    private static double difference(
            LogisticMixing mixing, double[] weights, double[] at, double[][] opinions, int i) {
        double[] mixed = new double[3];
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
            System.arraycopy(at, 0, weights, 0, OPINIONS);
            weights[i] += side == 0 ? 1e-5 : -1e-5;
            mixing.score(opinions, mixed);
            losses[side] = Loss.of(Given.THREE).value(mixed, 2);
        }
        return (losses[0] - losses[1]) / 2e-5;
    }

    /** Of a parabola Newton's method is exact: no other weights have a smaller sum of squares. */
    @Test
    void newtonMixingMinimisesASumOfSquares() {
        Page page = new Page("train");
        NewtonMixing mixing = new NewtonMixing("mix", page, OPINIONS, 1, 0.5, 1);
        double[] weights = page.doubles("weights", OPINIONS + 1);
        double[] start = weights.clone();
        double[] mixed = new double[1];
        for (int n = 0; n < 50; n++) {
            mixing.score(opinions(n), mixed);
            mixing.learn(opinions(n), new double[] {mixed[0] - target(n)}, 1, 1);
        }
        double least = penalised(weights, start);
        for (int i = 0; i < weights.length; i++) {
            for (double step : new double[] {-1e-3, 1e-3}) {
                double[] other = weights.clone();
                other[i] += step;
                assertThat(penalised(other, start)).isGreaterThan(least);
            }
        }
    }

    private static double[][] opinions(int n) {
        double[][] opinions = new double[OPINIONS][1];
        for (int i = 0; i < OPINIONS; i++) {
            opinions[i][0] = Chance.gaussian(Chance.mix(n, i));
        }
        return opinions;
    }

    private static double target(int n) {
        return opinions(n)[0][0] - 2 * opinions(n)[2][0] + 0.1 * Chance.gaussian(n);
    }

    /** With the penalty that a variance of 0.5 at the start stands for. */
    private static double penalised(double[] weights, double[] start) {
        double sum = 0;
        for (int n = 0; n < 50; n++) {
            double error = weights[OPINIONS] - target(n);
            for (int i = 0; i < OPINIONS; i++) {
                error += weights[i] * opinions(n)[i][0];
            }
            sum += error * error;
        }
        for (int i = 0; i < weights.length; i++) {
            sum += (weights[i] - start[i]) * (weights[i] - start[i]) / 0.5;
        }
        return sum;
    }

    @Test
    void whatIsForgottenWeighsNothing() {
        Page page = new Page("train");
        NewtonMixing mixing = new NewtonMixing("mix", page, OPINIONS, 0.99, 0.5, 1);
        double[] mixed = new double[1];
        for (int n = 0; n < 20; n++) {
            mixing.score(opinions(n), mixed);
            mixing.learn(opinions(n), new double[] {mixed[0] - target(n)}, 1, 1);
        }
        mixing.forget(0);
        mixing.score(new double[][] {{5}, {0}, {0}}, mixed);
        assertThat(mixed[0]).isEqualTo(page.doubles("weights", OPINIONS + 1)[OPINIONS]);
    }
}
