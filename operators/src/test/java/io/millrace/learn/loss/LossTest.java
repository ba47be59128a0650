package io.millrace.learn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Target;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.loss.LossConfig.Kind;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {

    private static final Loss SQUARED = Loss.of(Given.REGRESSION);
    private static final Loss BINARY = Loss.of(Given.BINARY);
    private static final Loss SOFTMAX = Loss.of(Given.THREE);

    /** A loss for a target. */
    private record Case(LossConfig config, Target target) {

        Loss loss() {
            return Loss.of(config, target);
        }

        /** The target that the loss makes of some label. */
        double label(int trial) {
            boolean number = target instanceof Target.Regression;
            return loss().target(number ? trial % 4 : trial % target.size(), 0, 1, 1e9);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(Given.REGRESSION, Given.BINARY, Given.THREE)
                .flatMap(
                        target ->
                                Kind.allowed(target).stream()
                                        .flatMap(LossTest::shapes)
                                        .map(config -> new Case(config, target)));
    }

    /** With the usual parameters, and with others. */
    private static Stream<LossConfig> shapes(Kind kind) {
        return Stream.of(LossConfig.of(kind), new LossConfig(kind, 0.3, 0.9, 0.5, 0.1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientIsTheSlopeOfTheValue(Case given) {
        Loss loss = given.loss();
        double h = 1e-5;
        for (int trial = 0; trial < 50; trial++) {
            double[] raw = new double[loss.outputs()];
            for (int j = 0; j < raw.length; j++) {
                raw[j] = 3 * Chance.gaussian(Chance.mix(trial, j));
            }
            double t = given.label(trial);
            double[] gradient = new double[raw.length];
            loss.gradient(raw, t, gradient);
            for (int j = 0; j < raw.length; j++) {
                double[] up = raw.clone();
                double[] down = raw.clone();
                up[j] += h;
                down[j] -= h;
                double slope = (loss.value(up, t) - loss.value(down, t)) / (2 * h);
                assertThat(gradient[j]).isCloseTo(slope, within(1e-8 * (1 + Math.abs(slope))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anyFiniteScoreGivesFiniteAnswers(Case given) {
        Loss loss = given.loss();
        double label = given.label(1);
        for (double extreme : new double[] {0, 1e-300, 40, 710, 1e5, 1e100}) {
            for (int j = 0; j < loss.outputs(); j++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] raw = new double[loss.outputs()];
                    raw[j] = sign * extreme;
                    double[] gradient = new double[raw.length];
                    double[] prediction = new double[given.target().size()];
                    loss.gradient(raw, label, gradient);
                    loss.predict(raw, 0, 1, prediction);
                    assertThat(loss.value(raw, label)).isFinite().isNotNegative();
                    assertThat(Arrays.stream(gradient)).allMatch(Double::isFinite);
                    assertThat(Arrays.stream(prediction)).allMatch(Double::isFinite);
                    if (given.target() != Given.REGRESSION) {
                        assertThat(Arrays.stream(prediction)).allMatch(p -> p >= 0 && p <= 1);
                        assertThat(Arrays.stream(prediction).sum()).isCloseTo(1, within(1e-15));
                    }
                }
            }
        }
    }

    @Test
    void aLossThatDoesNotFitItsTargetIsRefusedWithWhatDoes() {
        assertThatThrownBy(() -> Loss.of(LossConfig.of(Kind.HINGE), Given.THREE))
                .hasMessage(
                        "loss HINGE does not fit the target 'y': use one of [AUTO, SOFTMAX, FOCAL]");
        assertThatThrownBy(() -> Loss.of(LossConfig.of(Kind.LOGISTIC), Given.REGRESSION))
                .hasMessageContaining("[AUTO, SQUARED, ABSOLUTE, HUBER, QUANTILE, POISSON]");
        assertThatThrownBy(() -> Loss.of(LossConfig.of(Kind.SQUARED), Given.BINARY))
                .hasMessageContaining("[AUTO, LOGISTIC, SOFTMAX, FOCAL, HINGE, SQUARED_HINGE]");
    }

    @Test
    void parametersOutOfTheirRangeAreRefused() {
        assertThatThrownBy(() -> new LossConfig(Kind.HUBER, 0, 0.5, 2, 0))
                .hasMessage("huber delta must be positive, got 0.0");
        assertThatThrownBy(() -> new LossConfig(Kind.QUANTILE, 1, 1, 2, 0))
                .hasMessage("quantile must be within (0, 1), got 1.0");
        assertThatThrownBy(() -> new LossConfig(Kind.FOCAL, 1, 0.5, Double.NaN, 0))
                .hasMessage("focal gamma must be 0 or more, got NaN");
        assertThatThrownBy(() -> new LossConfig(Kind.SOFTMAX, 1, 0.5, 2, 1))
                .hasMessage("label smoothing must be within [0, 1), got 1.0");
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
        Loss two = new SoftmaxCrossEntropy(2, 0);
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

    private static double value(LossConfig config, Target target, double label, double... raw) {
        Loss loss = Loss.of(config, target);
        return loss.value(raw, loss.target(label, 0, 1, 1e9));
    }

    /** By scikit-learn 1.9: {@code PinballLoss(quantile=0.1)} and 0.9 of 1 and 2. */
    @Test
    void theQuantileLossIsThatOfScikitLearn() {
        LossConfig low = new LossConfig(Kind.QUANTILE, 1, 0.1, 2, 0);
        LossConfig high = new LossConfig(Kind.QUANTILE, 1, 0.9, 2, 0);
        assertThat(value(low, Given.REGRESSION, 1, 0.3)).isCloseTo(0.07, within(1e-15));
        assertThat(value(low, Given.REGRESSION, 2, 2.5)).isCloseTo(0.45, within(1e-15));
        assertThat(value(high, Given.REGRESSION, 1, 0.3)).isCloseTo(0.63, within(1e-15));
        assertThat(value(high, Given.REGRESSION, 2, 2.5)).isCloseTo(0.05, within(1e-15));
    }

    @Test
    void huberIsSquaredWithinDeltaAndAbsoluteBeyond() {
        LossConfig huber = new LossConfig(Kind.HUBER, 2, 0.5, 2, 0);
        assertThat(value(huber, Given.REGRESSION, 1, 2.5)).isEqualTo(0.5 * 1.5 * 1.5);
        assertThat(value(huber, Given.REGRESSION, 1, 11)).isEqualTo(2 * (10 - 1));
        assertThat(value(huber, Given.REGRESSION, 1, -9)).isEqualTo(2 * (10 - 1));
    }

    /**
     * By scikit-learn 1.9: {@code HalfPoissonLoss().loss} of 3 and 0 at 0.7, and {@code
     * constant_to_optimal_zero}.
     */
    @Test
    void thePoissonDevianceIsThatOfScikitLearn() {
        LossConfig poisson = LossConfig.of(Kind.POISSON);
        assertThat(value(poisson, Given.REGRESSION, 3, 0.7))
                .isCloseTo(0.2095895734748061, within(1e-14));
        assertThat(value(poisson, Given.REGRESSION, 0, 0.7))
                .isCloseTo(2.0137527074704766, within(1e-14));
    }

    @Test
    void countsAreTakenAsTheyAreAndPredictedByTheirLogarithm() {
        Loss poisson = Loss.of(LossConfig.of(Kind.POISSON), Given.REGRESSION);
        assertThat(poisson.target(7, 100, 20, 1)).isEqualTo(7);
        assertThat(poisson.target(1e300, 0, 1, 1)).isEqualTo(StrictMath.exp(40));
        assertThat(poisson.target(-1, 0, 1, 1)).isNaN();
        double[] prediction = new double[1];
        poisson.predict(new double[] {StrictMath.log(7)}, 100, 20, prediction);
        assertThat(prediction[0]).isCloseTo(7, within(1e-14));
    }

    /** By numpy: {@code -(1-p)**2 * log(p)} and {@code -(1-p)**0.5 * log(p)}. */
    @Test
    void theFocalLossIsThatOfItsFormula() {
        LossConfig two = LossConfig.of(Kind.FOCAL);
        LossConfig half = new LossConfig(Kind.FOCAL, 1, 0.5, 0.5, 0);
        double[] z = {0.3, -1.2, 2.5};
        assertThat(value(two, Given.BINARY, 1, 0.4)).isCloseTo(0.0826219242202346, within(1e-15));
        assertThat(value(two, Given.BINARY, 0, 0.4)).isCloseTo(0.3272492396913043, within(1e-15));
        assertThat(value(half, Given.BINARY, 1, -1.3)).isCloseTo(1.366062911482417, within(1e-14));
        assertThat(value(two, Given.THREE, 0, z)).isCloseTo(1.895104372798161, within(1e-14));
        assertThat(value(two, Given.THREE, 1, z)).isCloseTo(3.66225807396353, within(1e-14));
        assertThat(value(two, Given.THREE, 2, z)).isCloseTo(0.001810459503301479, within(1e-15));
    }

    @Test
    void theFocalLossOfGammaZeroIsCrossEntropy() {
        LossConfig zero = new LossConfig(Kind.FOCAL, 1, 0.5, 0, 0);
        Loss focal = Loss.of(zero, Given.THREE);
        double[] z = {0.3, -1.2, 2.5};
        double[] gradient = new double[3];
        double[] plain = new double[3];
        focal.gradient(z, 1, gradient);
        SOFTMAX.gradient(z, 1, plain);
        assertThat(focal.value(z, 1)).isEqualTo(SOFTMAX.value(z, 1));
        assertThat(gradient).containsExactly(plain);
    }

    /** By numpy: {@code -(q * log(p)).sum()} with {@code q = 0.9 * eye(k) + 0.1 / k}. */
    @Test
    void smoothedLabelsAreSpreadOverAllClasses() {
        double[] z = {0.3, -1.2, 2.5};
        LossConfig softmax = new LossConfig(Kind.SOFTMAX, 1, 0.5, 2, 0.1);
        assertThat(value(softmax, Given.THREE, 0, z)).isCloseTo(2.3037632494671523, within(1e-14));
        assertThat(value(softmax, Given.THREE, 1, z)).isCloseTo(3.6537632494671524, within(1e-14));
        assertThat(value(softmax, Given.THREE, 2, z)).isCloseTo(0.3237632494671525, within(1e-14));
        LossConfig logistic = new LossConfig(Kind.LOGISTIC, 1, 0.5, 2, 0.1);
        assertThat(value(logistic, Given.BINARY, 1, 1.7))
                .isCloseTo(0.25278602938626593, within(1e-14));
        assertThat(value(logistic, Given.BINARY, 0, 1.7))
                .isCloseTo(1.7827860293862654, within(1e-14));
    }

    @Test
    void theHingesAreLinearAndSquaredBelowAMarginOfOne() {
        LossConfig hinge = LossConfig.of(Kind.HINGE);
        LossConfig squared = LossConfig.of(Kind.SQUARED_HINGE);
        assertThat(value(hinge, Given.BINARY, 1, 0.25)).isEqualTo(0.75);
        assertThat(value(hinge, Given.BINARY, 0, 0.25)).isEqualTo(1.25);
        assertThat(value(hinge, Given.BINARY, 1, 1.5)).isZero();
        assertThat(value(squared, Given.BINARY, 0, 0.25)).isEqualTo(1.25 * 1.25);
        assertThat(value(squared, Given.BINARY, 0, -1.5)).isZero();
    }

    /** Zhang (2004): the score of the least squared hinge loss is 2 p - 1. */
    @Test
    void theSquaredHingePredictsTheShareThatItsScoreIsBestFor() {
        Loss loss = Loss.of(LossConfig.of(Kind.SQUARED_HINGE), Given.BINARY);
        double share = 0.8;
        double[] best = {2 * share - 1};
        double[] zero = new double[1];
        double[] one = new double[1];
        loss.gradient(best, 0, zero);
        loss.gradient(best, 1, one);
        assertThat((1 - share) * zero[0] + share * one[0]).isCloseTo(0, within(1e-15));
        double[] prediction = new double[2];
        loss.predict(best, 0, 1, prediction);
        assertThat(prediction[1]).isCloseTo(share, within(1e-15));
    }
}
