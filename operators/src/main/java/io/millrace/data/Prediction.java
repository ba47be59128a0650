package io.millrace.data;

import org.jspecify.annotations.Nullable;

/**
 * What a model said of one sample before it saw its label.
 *
 * @param key the model
 * @param id the producer's id of the sample, or null
 * @param partition where the sample was read from, -1 if unknown
 * @param offset its place in that partition, -1 if unknown
 * @param eventTime epoch milliseconds, or {@link Sample#NO_TIME}
 * @param values class probabilities that sum to 1, or the one predicted number; never changed
 * @param label the class index, or the true number
 */
public record Prediction(
        String key,
        @Nullable String id,
        int partition,
        long offset,
        long eventTime,
        double[] values,
        double label) {}
