package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Metrics in which older samples fade: {@code S = αS + L, B = αB + 1}, mean {@code S/B} (Gama,
 * Sebastião and Rodrigues, "On evaluating stream learning algorithms", Machine Learning 90, 2013).
 * An invalid prediction has no loss, so it moves neither sum of a mean loss.
 */
interface Fading {

    void add(Outcome outcome);

    /** The metrics that are defined, by name. */
    Map<String, Double> metrics();

    /** {@code accuracy, logLoss, kappa, brier}; kappa from counts that fade too. */
    final class OfClasses implements Fading {

        private static final int WEIGHT = 0;
        private static final int HITS = 1;
        private static final int LOSS_WEIGHT = 2;
        private static final int LOG_LOSS = 3;
        private static final int BRIER = 4;

        private final double factor;
        private final double[] sums;
        private final double[] actual;
        private final double[] predicted;

        OfClasses(Page page, double factor, int classes) {
            this.factor = factor;
            this.sums = page.doubles("fading.sums", 5);
            this.actual = page.doubles("fading.actual", classes);
            this.predicted = page.doubles("fading.predicted", classes);
        }

        @Override
        public void add(Outcome o) {
            for (int k = 0; k < actual.length; k++) {
                actual[k] *= factor;
                predicted[k] *= factor;
            }
            actual[o.actual]++;
            sums[WEIGHT] = factor * sums[WEIGHT] + 1;
            sums[HITS] *= factor;
            if (!o.valid) {
                return;
            }
            predicted[o.predicted]++;
            sums[HITS] += o.predicted == o.actual ? 1 : 0;
            sums[LOSS_WEIGHT] = factor * sums[LOSS_WEIGHT] + 1;
            sums[LOG_LOSS] = factor * sums[LOG_LOSS] + o.logLoss;
            sums[BRIER] = factor * sums[BRIER] + o.brier;
        }

        @Override
        public Map<String, Double> metrics() {
            double weight = sums[WEIGHT];
            double accuracy = sums[HITS] / weight;
            double chance = 0;
            for (int k = 0; k < actual.length; k++) {
                chance += (actual[k] / weight) * (predicted[k] / weight);
            }
            Map<String, Double> metrics = new LinkedHashMap<>();
            ClassMetrics.put(metrics, "accuracy", accuracy);
            ClassMetrics.put(metrics, "logLoss", sums[LOG_LOSS] / sums[LOSS_WEIGHT]);
            ClassMetrics.put(metrics, "kappa", ClassMetrics.above(accuracy, chance));
            ClassMetrics.put(metrics, "brier", sums[BRIER] / sums[LOSS_WEIGHT]);
            return metrics;
        }
    }

    /** {@code mae, rmse}. */
    final class OfNumbers implements Fading {

        private static final int WEIGHT = 0;
        private static final int ABSOLUTE = 1;
        private static final int SQUARED = 2;

        private final double factor;
        private final double[] sums;

        OfNumbers(Page page, double factor) {
            this.factor = factor;
            this.sums = page.doubles("fading.sums", 3);
        }

        @Override
        public void add(Outcome o) {
            if (o.valid) {
                sums[WEIGHT] = factor * sums[WEIGHT] + 1;
                sums[ABSOLUTE] = factor * sums[ABSOLUTE] + Math.abs(o.error);
                sums[SQUARED] = factor * sums[SQUARED] + o.error * o.error;
            }
        }

        @Override
        public Map<String, Double> metrics() {
            Map<String, Double> metrics = new LinkedHashMap<>();
            ClassMetrics.put(metrics, "mae", sums[ABSOLUTE] / sums[WEIGHT]);
            ClassMetrics.put(metrics, "rmse", Math.sqrt(sums[SQUARED] / sums[WEIGHT]));
            return metrics;
        }
    }
}
