package io.millrace.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FadingTest {

    private static Map<String, Double> fading(Evaluator evaluator) {
        return evaluator.report("").fading();
    }

    /** Mean of {@code values} with weights 1, a, a², ... from the last backwards. */
    private static double weighted(double a, double... values) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < values.length; i++) {
            double weight = Math.pow(a, values.length - 1 - i);
            sum += weight * values[i];
            weights += weight;
        }
        return sum / weights;
    }

    @Test
    void fadesByPowersOfTheFactor() {
        EvaluateConfig config = new EvaluateConfig(2, 0, 0, 0, 0.8);
        Evaluator evaluator = Streams.evaluator(config, Streams.TWO_CLASSES);
        double[] p = {0.9, 0.2, 0.7, 0.6, 0.4};
        int[] y = {1, 0, 0, 1, 1};
        for (int i = 0; i < p.length; i++) {
            evaluator.evaluate(Streams.scored(y[i], 1 - p[i], p[i]));
        }
        double accuracy = weighted(0.8, 1, 1, 0, 1, 0);
        double yes = weighted(0.8, 1, 0, 0, 1, 1);
        double saidYes = weighted(0.8, 1, 0, 1, 1, 0);
        double chance = yes * saidYes + (1 - yes) * (1 - saidYes);
        Map<String, Double> fading = fading(evaluator);
        assertThat(fading).containsOnlyKeys("accuracy", "logLoss", "kappa", "brier");
        assertThat(fading.get("accuracy")).isCloseTo(accuracy, within(1e-14));
        assertThat(fading.get("kappa"))
                .isCloseTo((accuracy - chance) / (1 - chance), within(1e-13));
        assertThat(fading.get("brier"))
                .isCloseTo(weighted(0.8, 0.01, 0.04, 0.49, 0.16, 0.36), within(1e-14));
        assertThat(fading.get("logLoss"))
                .isCloseTo(
                        -weighted(
                                0.8,
                                Math.log(0.9),
                                Math.log(0.8),
                                Math.log(0.3),
                                Math.log(0.6),
                                Math.log(0.4)),
                        within(1e-14));
    }

    @Test
    void fadesErrorsOfNumbers() {
        EvaluateConfig config = new EvaluateConfig(2, 0, 0, 0, 0.5);
        Evaluator evaluator = Streams.evaluator(config, Streams.NUMBER);
        evaluator.evaluate(Streams.scored(0, 4));
        evaluator.evaluate(Streams.scored(0, Double.NaN));
        evaluator.evaluate(Streams.scored(0, -1));
        assertThat(fading(evaluator).get("mae")).isCloseTo(weighted(0.5, 4, 1), within(1e-15));
        assertThat(fading(evaluator).get("rmse"))
                .isCloseTo(Math.sqrt(weighted(0.5, 16, 1)), within(1e-15));
    }

    @Test
    void saysNothingOfKappaOnceTheOtherClassHasFadedAway() {
        EvaluateConfig config = new EvaluateConfig(2, 0, 0, 0, 0.5);
        Evaluator evaluator = Streams.evaluator(config, Streams.TWO_CLASSES);
        evaluator.evaluate(Streams.scored(1, 0.9, 0.1));
        for (int i = 0; i < 50; i++) {
            evaluator.evaluate(Streams.scored(0, 0.9, 0.1));
        }
        assertThat(fading(evaluator)).doesNotContainKey("kappa").containsKey("accuracy");
    }
}
