package io.millrace.learn.rebalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.rebalance.RebalanceConfig.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Logistic regression on a stream with one positive in fifty: with the offsets its mean prediction
 * is the prior, without them that of balanced classes.
 */
class CalibrationTest {

    private static final int SAMPLES = 60_000;
    private static final int FROM = SAMPLES / 2;
    private static final double PRIOR = 1 / 50.0;

    @ParameterizedTest
    @CsvSource({
        "NONE, 0",
        "WEIGHTS, 0",
        "UNDERSAMPLE, 0",
        "OVERSAMPLE, 0",
        "UOB, 0",
        "NONE, 9",
        "WEIGHTS, 4"
    })
    void withOffsetsTheMeanPredictionIsThePrior(Method method, int augment) {
        assertThat(meanPrediction(method, augment, true)).isCloseTo(PRIOR, within(0.25 * PRIOR));
    }

    @ParameterizedTest
    @CsvSource({"WEIGHTS, 0", "UNDERSAMPLE, 0", "OVERSAMPLE, 0", "UOB, 0", "NONE, 9", "WEIGHTS, 4"})
    void withoutOffsetsTheMeanPredictionIsFarAboveThePrior(Method method, int augment) {
        assertThat(meanPrediction(method, augment, false)).isGreaterThan(4 * PRIOR);
    }

    private static double meanPrediction(Method method, int augment, boolean calibrate) {
        Rebalancer rebalancer =
                new RebalanceConfig(method, 10_000, 1, 100, calibrate, augment, 0.1f, 1)
                        .bind(new Page("rebalance"), Given.numeric(1, Given.BINARY));
        Logistic model = new Logistic();
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = sample(i);
            sum += i < FROM ? 0 : model.predict(sample);
            rebalancer.process(sample);
            if (!sample.masked) {
                model.learn(sample, rate(i));
            }
            for (Sample synthetic : rebalancer.augment(sample)) {
                model.learn(synthetic, rate(i));
            }
        }
        return sum / (SAMPLES - FROM);
    }

    private static double rate(int i) {
        return 0.05 / (1 + i / 2_000.0);
    }

    /** Classes one deviation apart, so that the logit is linear in x. */
    private static Sample sample(int i) {
        long draw = Chance.mix(11, i);
        double label = Chance.uniform(draw) < PRIOR ? 1 : 0;
        Sample sample = Given.sample(label, (float) (label + Chance.gaussian(Chance.mix(draw, 2))));
        sample.ordinal = i;
        return sample;
    }

    /** The smallest model that trains on shifted logits and predicts with its own. */
    private static final class Logistic {
        private double weight;
        private double bias;

        private double logit(Sample sample) {
            return weight * sample.features().head()[0] + bias;
        }

        double predict(Sample sample) {
            return sigmoid(logit(sample));
        }

        void learn(Sample sample, double rate) {
            double[] offsets = sample.logitOffsets;
            double shift = offsets == null ? 0 : offsets[1] - offsets[0];
            double error = sigmoid(logit(sample) + shift) - sample.label();
            double step = rate * sample.weight * error;
            weight -= step * sample.features().head()[0];
            bias -= step;
        }

        private static double sigmoid(double logit) {
            return 1 / (1 + Math.exp(-logit));
        }
    }
}
