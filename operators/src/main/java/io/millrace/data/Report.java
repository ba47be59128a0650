package io.millrace.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well a model does, as of one point of its stream.
 *
 * <p>Metric names are those of the field, in camel case ({@code accuracy}, {@code logLoss}, {@code
 * auc}, {@code mae}, ...). A metric that is undefined (an AUC where a class is missing) is left out
 * of its map rather than given a value.
 *
 * @param key the model
 * @param kind what {@code from} and {@code to} count
 * @param from first ordinal (or epoch millisecond) of the window
 * @param to the one after the last
 * @param samples samples scored in the window
 * @param counts totals of the model when this was reported
 * @param metrics the model's metrics over the window
 * @param baselines the same metrics for each trivial predictor over the same samples
 * @param cumulative the model's metrics since its first sample
 * @param fading the model's metrics with older samples fading
 * @param classes samples in the window by class name, empty for regression
 * @param confusion samples in the window by [actual][predicted] class; null for regression and for
 *     more than 100 classes
 */
public record Report(
        String key,
        Kind kind,
        long from,
        long to,
        long samples,
        Counts counts,
        Map<String, Double> metrics,
        Map<String, Map<String, Double>> baselines,
        Map<String, Double> cumulative,
        Map<String, Double> fading,
        Map<String, Long> classes,
        long @Nullable [][] confusion) {

    /** The kind of a window. */
    public enum Kind {
        /** A number of samples: {@code from} and {@code to} are ordinals. */
        COUNT,
        /** A stretch of event time: {@code from} and {@code to} are epoch milliseconds. */
        EVENT_TIME,
        /** The whole stream so far: {@code from} is 0. */
        CUMULATIVE
    }
}
