package io.millrace.learn.history;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.Schema;
import java.util.List;

/**
 * A feature by whose values means are kept.
 *
 * @param from its first input
 * @param values how many different ones it can have
 * @param dense whether its input is of the head: a boolean
 */
record Column(int from, int values, boolean dense) {

    /** Stands for a sample that has no value of it. */
    static final int NONE = -1;

    /**
     * @throws IllegalArgumentException if there is no such feature, or its values are not counted
     */
    static Column of(Schema schema, String name) {
        int f = find(schema, name);
        Feature feature = schema.features().get(f);
        if (feature instanceof Feature.Numeric || feature instanceof Feature.Time) {
            throw new IllegalArgumentException(
                    String.format(
                            "'%s' must be a categorical, hashed or boolean feature: means are not"
                                    + " kept by a %s",
                            name, feature instanceof Feature.Time ? "time" : "number"));
        }
        boolean dense = feature instanceof Feature.Bool;
        return new Column(schema.offset(f), dense ? 2 : Schema.inputs(feature), dense);
    }

    /** The position of a feature. */
    static int find(Schema schema, String name) {
        List<String> names = schema.features().stream().map(Feature::name).toList();
        int f = names.indexOf(name);
        if (f < 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' must be one of the features " + String.join(", ", names));
        }
        return f;
    }

    /** The value of a sample, {@code 0 .. values-1}, or {@link #NONE}. */
    int of(FeatureVector features) {
        if (dense) {
            return features.head()[from] < 0.5f ? 0 : 1;
        }
        for (int input : features.tailIndices()) {
            if (input >= from) {
                return input < from + values ? input - from : NONE;
            }
        }
        return NONE;
    }
}
