package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tally of a regression: sums of absolute and squared errors, and the mean and the squared
 * deviations of the targets (Welford, 1962; merged as Chan, Golub and LeVeque, 1979).
 *
 * <ul>
 *   <li>{@code mae, rmse}: mean absolute and root mean squared error, in units of the label.
 *   <li>{@code r2}: {@code 1 - Σ(y-p)² / Σ(y-mean)²} with the mean over the same samples; left out
 *       if all their targets are equal.
 *   <li>{@code invalidPredictions}: how many, only if there were any. They are in no other metric.
 * </ul>
 */
final class NumberTally extends Tally {

    private static final int ABSOLUTE = 0;
    private static final int SQUARED = 1;
    private static final int MEAN = 2;
    private static final int DEVIATIONS = 3;

    NumberTally(Page page, String name) {
        super(page, name, COMMON, 4);
    }

    @Override
    void count(Outcome o) {
        if (!o.valid) {
            return;
        }
        sums[ABSOLUTE] += Math.abs(o.error);
        sums[SQUARED] += o.error * o.error;
        double delta = o.label - sums[MEAN];
        sums[MEAN] += delta / valid();
        sums[DEVIATIONS] += delta * (o.label - sums[MEAN]);
    }

    @Override
    void merge(Tally other) {
        double here = valid();
        double there = other.valid();
        double mean = sums[MEAN];
        super.merge(other);
        if (here == 0 || there == 0) {
            return;
        }
        double delta = other.sums[MEAN] - mean;
        sums[MEAN] = mean + delta * (there / (here + there));
        sums[DEVIATIONS] += delta * delta * (here * there / (here + there));
    }

    @Override
    Map<String, Double> metrics(List<Tally> baselines) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        ClassMetrics.put(metrics, "mae", sums[ABSOLUTE] / valid());
        ClassMetrics.put(metrics, "rmse", Math.sqrt(sums[SQUARED] / valid()));
        ClassMetrics.put(metrics, "r2", 1 - sums[SQUARED] / sums[DEVIATIONS]);
        if (invalid() > 0) {
            ClassMetrics.put(metrics, "invalidPredictions", invalid());
        }
        return metrics;
    }
}
