package io.millrace.format;

import io.millrace.data.Feature;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a file before it is looked at.
 *
 * @param label the column of the label
 * @param exclude columns that are no features
 * @param features features as they must be, whatever the file looks like; the other columns are
 *     inferred
 * @param task what to predict, if it is not to be inferred
 * @param classes the classes in their order, if they are not to be inferred; empty for unknown
 * @param id column of the sample's id, which is no feature
 * @param key column of the model's key, which is no feature
 * @param time column of the event time; if it is not given, the first feature that is a time
 * @param weight column of the sample's weight, which is no feature
 */
public record SchemaHints(
        String label,
        Set<String> exclude,
        List<Feature> features,
        Optional<Task> task,
        List<String> classes,
        Optional<String> id,
        Optional<String> key,
        Optional<String> time,
        Optional<String> weight) {

    /** What a model predicts. */
    public enum Task {
        CLASSIFICATION,
        REGRESSION
    }

    public SchemaHints {
        exclude = Set.copyOf(exclude);
        features = List.copyOf(features);
        classes = List.copyOf(classes);
    }

    /** The label and the columns to leave out, and all else as the file shows it. */
    public static SchemaHints of(String label, Set<String> exclude) {
        return new SchemaHints(
                label,
                exclude,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
