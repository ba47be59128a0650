package io.millrace.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Sample;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.optimize.OptimizerConfig.Kind;
import io.millrace.learn.rebalance.RebalanceConfig;
import io.millrace.learn.rebalance.RebalanceConfig.Method;
import io.millrace.learn.rebalance.SynthesisConfig;
import io.millrace.learn.train.TrainConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Probabilities stay those of the stream whatever evens out the classes: one positive in a
 * thousand, and from the middle on one negative. The classes are normal, two deviations apart, so
 * the true probability of each sample is known, and what a forecast adds to the Brier score of the
 * true one is its squared distance from it.
 */
class PriorShiftTest {

    private static final int HALF = 150_000;
    private static final double RARE = 1e-3;
    private static final double APART = 2;

    /**
     * How a model did once it has got used to a prior, over the second half of either half.
     *
     * @param excess what it adds to the Brier score, as a share of that of the true probabilities
     * @param foretold how many of the rare class it foretold for each that was to be expected
     */
    private record Calibration(double excess, double foretold) {}

    @ParameterizedTest
    @CsvSource({
        "NONE, 0, NOISE",
        "WEIGHTS, 0, NOISE",
        "UNDERSAMPLE, 0, NOISE",
        "OVERSAMPLE, 0, NOISE",
        "UOB, 0, NOISE",
        "NONE, 9, NOISE",
        "NONE, 9, SMOTE",
        "NONE, 9, MIXUP",
        "NONE, 9, MASKING"
    })
    void withOffsetsProbabilitiesAreThoseOfTheStreamBeforeAndAfterAnInversion(
            Method method, int copies, SynthesisConfig.Kind kind) {
        for (Calibration half : halves(method, copies, kind, true)) {
            assertThat(half.excess()).isLessThan(0.08);
            assertThat(half.foretold()).isBetween(0.75, 1.4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WEIGHTS, 0, NOISE",
        "UNDERSAMPLE, 0, NOISE",
        "OVERSAMPLE, 0, NOISE",
        "UOB, 0, NOISE",
        "NONE, 9, NOISE",
        "NONE, 9, SMOTE",
        "NONE, 9, MIXUP",
        "NONE, 9, MASKING"
    })
    void withoutThemTheRareClassIsForetoldFarTooOften(
            Method method, int copies, SynthesisConfig.Kind kind) {
        for (Calibration half : halves(method, copies, kind, false)) {
            assertThat(half.foretold()).isGreaterThan(3);
        }
    }

    private static Calibration[] halves(
            Method method, int copies, SynthesisConfig.Kind kind, boolean calibrate) {
        RebalanceConfig rebalance =
                new RebalanceConfig(method, 10_000, 1, 1_000, calibrate, copies, 0.1f, 1)
                        .with(new SynthesisConfig(kind, 200, 5, 0.2, 0.1));
        Learner learner = new Learner("", config(rebalance));
        return new Calibration[] {
            learned(learner, 0, RARE), learned(learner, HALF, 1 - RARE),
        };
    }

    /** An optimizer that takes a weight for what it says, and no clipping of what is rare. */
    private static LearnerConfig config(RebalanceConfig rebalance) {
        LearnerConfig d = LearnerConfig.defaults(Given.numeric(1, Given.BINARY));
        TrainConfig train = d.train().with(OptimizerConfig.of(Kind.NORMALIZED_ADAPTIVE, 0.5));
        return new LearnerConfig(
                d.schema(), d.admit(), d.clean(), d.normalize(), rebalance, train, d.evaluate());
    }

    private static Calibration learned(Learner learner, int from, double prior) {
        double distance = 0;
        double variance = 0;
        double expected = 0;
        double foretold = 0;
        for (int i = from; i < from + HALF; i++) {
            long draw = Chance.mix(3, i);
            double label = Chance.uniform(draw) < prior ? 1 : 0;
            double x = APART * label + Chance.gaussian(Chance.mix(draw, 2));
            Sample sample = Given.sample(label, (float) x);
            learner.learn(sample);
            if (i >= from + HALF / 2) {
                double truth = truth(x, prior);
                double said = sample.prediction[1];
                distance += (said - truth) * (said - truth);
                variance += truth * (1 - truth);
                expected += prior < 0.5 ? truth : 1 - truth;
                foretold += prior < 0.5 ? said : 1 - said;
            }
        }
        return new Calibration(distance / variance, foretold / expected);
    }

    /** By Bayes. */
    private static double truth(double x, double prior) {
        double logit = Math.log(prior / (1 - prior)) + APART * x - APART * APART / 2;
        return 1 / (1 + Math.exp(-logit));
    }
}
