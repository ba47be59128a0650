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
 * @param decision the class that is the answer by a threshold other than one half, as its index, or
 *     {@link Sample#UNDECIDED} for the most probable one
 * @param label the class index, or the true number
 */
public record Prediction(
        String key,
        @Nullable String id,
        int partition,
        long offset,
        long eventTime,
        double[] values,
        int decision,
        double label) {

    /** With the most probable class, or the number, as the answer. */
    public Prediction(
            String key,
            @Nullable String id,
            int partition,
            long offset,
            long eventTime,
            double[] values,
            double label) {
        this(key, id, partition, offset, eventTime, values, Sample.UNDECIDED, label);
    }

    /** The index of the most probable class, the first of equals. */
    public static int mostProbable(double[] probabilities) {
        int most = 0;
        for (int c = 1; c < probabilities.length; c++) {
            most = probabilities[c] > probabilities[most] ? c : most;
        }
        return most;
    }
}
