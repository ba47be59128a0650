package io.millrace.learn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Target;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {

    private static final List<Target> TARGETS =
            List.of(Given.REGRESSION, Given.BINARY, Given.THREE);

    private static final Loss SQUARED = Loss.of(Given.REGRESSION);
    private static final Loss BINARY = Loss.of(Given.BINARY);
    private static final Loss SOFTMAX = Loss.of(Given.THREE);

    static Stream<Target> targets() {
        return TARGETS.stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void theGradientIsTheSlopeOfTheValue(Target target) {
        Loss loss = Loss.of(target);
        double h = 1e-5;
        for (int trial = 0; trial < 50; trial++) {
            double[] raw = new double[loss.outputs()];
            for (int j = 0; j < raw.length; j++) {
                raw[j] = 3 * Chance.gaussian(Chance.mix(trial, j));
            }
            double t = trial % target.size();
            double[] gradient = new double[raw.length];
            loss.gradient(raw, t, gradient);
            for (int j = 0; j < raw.length; j++) {
                double[] up = raw.clone();
                double[] down = raw.clone();
                up[j] += h;
                down[j] -= h;
                double slope = (loss.value(up, t) - loss.value(down, t)) / (2 * h);
                assertThat(gradient[j]).isCloseTo(slope, within(1e-8));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void anyFiniteScoreGivesFiniteAnswers(Target target) {
        Loss loss = Loss.of(target);
        for (double extreme : new double[] {0, 1e-300, 40, 710, 1e5, 1e100}) {
            for (int j = 0; j < loss.outputs(); j++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] raw = new double[loss.outputs()];
                    raw[j] = sign * extreme;
                    double[] gradient = new double[raw.length];
                    double[] prediction = new double[target.size()];
                    loss.gradient(raw, 1, gradient);
                    loss.predict(raw, 0, 1, prediction);
                    assertThat(loss.value(raw, 1)).isFinite().isNotNegative();
                    assertThat(Arrays.stream(gradient)).allMatch(Double::isFinite);
                    if (target != Given.REGRESSION) {
                        assertThat(Arrays.stream(prediction)).allMatch(p -> p >= 0 && p <= 1);
                        assertThat(Arrays.stream(prediction).sum()).isCloseTo(1, within(1e-15));
                    }
                }
            }
        }
    }

    /** By numpy: {@code 1/(1+exp(-1.7))}, {@code log1p(exp(1.7))}, {@code log1p(exp(-1.7))}. */
    @Test
    void binaryCrossEntropyIsThatOfNumpy() {
        double[] raw = {1.7};
        double[] prediction = new double[2];
        BINARY.predict(raw, 0, 1, prediction);
        assertThat(prediction[1]).isCloseTo(0.8455347349164652, within(1e-15));
        assertThat(prediction[0]).isCloseTo(1 - 0.8455347349164652, within(1e-15));
        assertThat(BINARY.value(raw, 0)).isCloseTo(1.867786029386266, within(1e-15));
        assertThat(BINARY.value(raw, 1)).isCloseTo(0.16778602938626594, within(1e-15));
    }

    /** By numpy: {@code exp(z)/exp(z).sum()} and {@code log(exp(z).sum()) - z}. */
    @Test
    void softmaxCrossEntropyIsThatOfNumpy() {
        double[] raw = {0.3, -1.2, 2.5};
        double[] prediction = new double[3];
        SOFTMAX.predict(raw, 0, 1, prediction);
        assertThat(prediction)
                .containsExactly(
                        new double[] {0.0975786477256247, 0.02177273929408586, 0.8806486129802894},
                        within(1e-15));
        assertThat(SOFTMAX.value(raw, 0)).isCloseTo(2.327096582800486, within(1e-14));
        assertThat(SOFTMAX.value(raw, 1)).isCloseTo(3.827096582800486, within(1e-14));
        assertThat(SOFTMAX.value(raw, 2)).isCloseTo(0.12709658280048597, within(1e-14));
    }

    @Test
    void twoLogitsOfSoftmaxAreOneLogitOfTheirDifference() {
        Loss two = new SoftmaxCrossEntropy(2);
        double[] both = {0.4, 1.5};
        double[] difference = {1.5 - 0.4};
        assertThat(two.value(both, 1)).isCloseTo(BINARY.value(difference, 1), within(1e-14));
        two.shift(both, new double[] {0.5, -1});
        BINARY.shift(difference, new double[] {0.5, -1});
        assertThat(two.value(both, 1)).isCloseTo(BINARY.value(difference, 1), within(1e-14));
    }

    @Test
    void aWrongClassOfTinyProbabilityKeepsItsGradient() {
        double[] gradient = new double[1];
        BINARY.gradient(new double[] {40}, 1, gradient);
        assertThat(gradient[0]).isCloseTo(-Math.exp(-40), within(1e-30));
    }

    @Test
    void aRegressionSpeaksInUnitsOfTheLabel() {
        assertThat(SQUARED.target(130, 100, 20, 10)).isEqualTo(1.5);
        double[] prediction = new double[1];
        SQUARED.predict(new double[] {1.5}, 100, 20, prediction);
        assertThat(prediction[0]).isEqualTo(130);
        assertThat(SQUARED.value(new double[] {3}, 1)).isEqualTo(2);
    }

    @Test
    void aTargetIsPulledIntoItsBound() {
        assertThat(SQUARED.target(1e9, 0, 1, 10)).isEqualTo(10);
        assertThat(SQUARED.target(-1e9, 0, 1e-300, 10)).isEqualTo(-10);
        assertThat(SQUARED.target(1e9, 0, 1, Double.POSITIVE_INFINITY)).isEqualTo(1e9);
        assertThat(SQUARED.target(Double.NaN, 0, 1, 10)).isNaN();
    }
}
