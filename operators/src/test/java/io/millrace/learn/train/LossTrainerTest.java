package io.millrace.learn.train;

import static io.millrace.learn.train.Trainers.BINARY;
import static io.millrace.learn.train.Trainers.CLASSES;
import static io.millrace.learn.train.Trainers.REGRESSION;
import static io.millrace.learn.train.Trainers.X;
import static io.millrace.learn.train.Trainers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Given;
import io.millrace.learn.loss.LossConfig;
import io.millrace.learn.loss.LossConfig.Kind;
import org.junit.jupiter.api.Test;

/** Losses other than that of the target, in a trainer. */
class LossTrainerTest {

    private static final double[] NUMBERS = {1, -2, 0.5, 3, -1};

    private final Page page = new Page("train");

    private static LossConfig huber(double delta) {
        return new LossConfig(Kind.HUBER, delta, 0.5, 2, 0);
    }

    private static LossConfig quantile(double tau) {
        return new LossConfig(Kind.QUANTILE, 1, tau, 2, 0);
    }

    /** Five rows by SGD, one by one and as mini-batches of one. */
    private static void assertLearns(
            LossConfig loss, Schema schema, double[] labels, double... expected) {
        for (TrainConfig config : new TrainConfig[] {sgd(0.1), Trainers.written(0.1)}) {
            Page page = new Page("train");
            Trainer trainer = config.with(loss).bind(page, schema);
            for (int i = 0; i < X.length; i++) {
                trainer.process(Given.sample(labels[i], X[i]));
            }
            float[] params = page.floats("params", 3);
            for (int p = 0; p < 3; p++) {
                assertThat((double) params[p]).isCloseTo(expected[p], within(1e-6));
            }
        }
    }

    /**
     * By scikit-learn 1.9: {@code SGDRegressor(learning_rate='constant', eta0=0.1, penalty=None,
     * shuffle=False)} with {@code loss='epsilon_insensitive', epsilon=0} and with {@code
     * loss='huber', epsilon=0.8}, {@code partial_fit} row by row.
     */
    @Test
    void robustRegressionsAreThoseOfScikitLearn() {
        LossConfig absolute = LossConfig.of(Kind.ABSOLUTE);
        assertLearns(absolute, REGRESSION, NUMBERS, 0.15, -0.425, 0.1);
        assertLearns(huber(0.8), REGRESSION, NUMBERS, 0.1425, -0.3475, 0.05);
    }

    /** By scikit-learn 1.9: {@code SGDClassifier} as above, by its two hinges. */
    @Test
    void supportVectorMachinesAreThoseOfScikitLearn() {
        assertLearns(LossConfig.of(Kind.HINGE), BINARY, CLASSES, 0.25, 0.325, 0.1);
        assertLearns(
                LossConfig.of(Kind.SQUARED_HINGE),
                BINARY,
                CLASSES,
                0.30180078125,
                0.7335,
                0.235703125);
    }

    /** By numpy: {@code w -= 0.1 * (exp(x @ w + b) - y) * x}, five rows. */
    @Test
    void poissonRegressionIsThatOfNumpy() {
        assertLearns(
                LossConfig.of(Kind.POISSON),
                REGRESSION,
                new double[] {0, 3, 1, 7, 2},
                1.17057316526154,
                0.37146627621816286,
                0.8094640089198116);
    }

    /** A model of nothing but a bias over 1 to 5, whose optimum is known. */
    private static double bias(LossConfig loss) {
        Page page = new Page("train");
        Trainer trainer = sgd(0.01, 5, 2_000, 0).with(loss).bind(page, REGRESSION);
        for (int label : new int[] {1, 2, 3, 4, 100}) {
            trainer.process(Given.sample(label, 0, 0));
        }
        return page.floats("params", 3)[2];
    }

    @Test
    void eachLossPredictsWhatItIsBestAt() {
        assertThat(bias(LossConfig.of(Kind.ABSOLUTE))).isCloseTo(3, within(0.02));
        assertThat(bias(quantile(0.3))).isCloseTo(2, within(0.02));
        assertThat(bias(quantile(0.7))).isCloseTo(4, within(0.02));
        // Σ min(1, max(-1, b - y)) = 0: with a delta of 1, the bias that 2, 3 and 4 agree on.
        assertThat(bias(huber(1))).isCloseTo(3, within(0.02));
        assertThat(bias(LossConfig.of(Kind.SQUARED))).isCloseTo(22, within(0.02));
        assertThat(bias(LossConfig.of(Kind.POISSON))).isCloseTo(Math.log(22), within(1e-5));
    }

    @Test
    void aNegativeCountIsScoredAndLeftOut() {
        Trainer trainer = sgd(0.1).with(LossConfig.of(Kind.POISSON)).bind(page, REGRESSION);
        Sample sample = Given.sample(-1, 1, 1);
        trainer.process(sample);
        assertThat(sample.prediction).containsExactly(1);
        assertThat(sample.progress.maskedNonFinite).isEqualTo(1);
        assertThat(page.floats("params", 3)).containsExactly(0, 0, 0);
    }

    @Test
    void parametersGoOnUnderALossWhoseScoresMeanTheSame() {
        sgd(0.1).with(LossConfig.of(Kind.ABSOLUTE)).bind(page, REGRESSION);
        sgd(0.1).with(huber(2)).bind(page, REGRESSION);
        sgd(0.1).bind(page, REGRESSION);
        assertThatThrownBy(() -> sgd(0.1).with(LossConfig.of(Kind.POISSON)).bind(page, REGRESSION))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("train.loss");
        Page margins = new Page("train");
        sgd(0.1).with(LossConfig.of(Kind.HINGE)).bind(margins, BINARY);
        sgd(0.1).with(LossConfig.of(Kind.SQUARED_HINGE)).bind(margins, BINARY);
        assertThatThrownBy(() -> sgd(0.1).bind(margins, BINARY))
                .isInstanceOf(PageMismatchException.class);
    }
}
