package io.millrace.format;

import io.millrace.data.Feature;
import io.millrace.data.Feature.Cycle;
import io.millrace.data.Target;
import io.millrace.format.SchemaHints.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From what a column looks like to what it is: the rules of {@link SchemaInference}. */
final class TypeInference {

    private static final int HASH_BUCKETS = 1 << 14;
    private static final int MAX_NUMERIC_CLASSES = 20;
    private static final int ROWS_PER_CLASS = 10;

    private TypeInference() {}

    /**
     * @param isEventTime whether the column is known to be a time, so that whole numbers are epoch
     *     milliseconds
     */
    static Feature feature(String name, ColumnProfile profile, boolean isEventTime) {
        if (profile.isTime() || isEventTime && profile.isWholeNumbers()) {
            return new Feature.Time(name, cycles(profile));
        } else if (profile.isNumeric()) {
            return new Feature.Numeric(name);
        } else if (profile.isBoolean()) {
            return new Feature.Bool(name);
        } else if (profile.distinct() > ColumnProfile.MAX_WORDS) {
            return new Feature.Hashed(name, HASH_BUCKETS);
        }
        return new Feature.Categorical(name, profile.vocabulary());
    }

    private static List<Cycle> cycles(ColumnProfile time) {
        double days = (time.max() - time.min()) / TimeUnit.DAYS.toMillis(1);
        List<Cycle> cycles = new ArrayList<>();
        if (time.hasTimesOfDay() && days >= 1) {
            cycles.add(Cycle.HOUR_OF_DAY);
        }
        if (days >= 7) {
            cycles.add(Cycle.DAY_OF_WEEK);
        }
        if (days >= 365) {
            cycles.add(Cycle.DAY_OF_YEAR);
        }
        return cycles.isEmpty() ? List.of(Cycle.values()) : cycles;
    }

    /**
     * @throws IllegalArgumentException if the column cannot be learned as asked
     */
    static Target target(SchemaHints hints, ColumnProfile profile, long rows) {
        if (profile.values() == 0) {
            throw new IllegalArgumentException(
                    String.format("the label '%s' has no value in any row", hints.label()));
        }
        Task task = hints.task().orElseGet(() -> task(hints, profile, rows));
        return task == Task.REGRESSION
                ? regression(hints.label(), profile)
                : classification(hints, profile);
    }

    private static Task task(SchemaHints hints, ColumnProfile profile, long rows) {
        long fewEnough = Math.max(2, Math.min(MAX_NUMERIC_CLASSES, rows / ROWS_PER_CLASS));
        boolean number =
                hints.classes().isEmpty()
                        && profile.isNumeric()
                        && !(profile.isWholeNumbers() && profile.distinct() <= fewEnough);
        return number ? Task.REGRESSION : Task.CLASSIFICATION;
    }

    private static Target regression(String label, ColumnProfile profile) {
        if (!profile.isNumeric()) {
            throw new IllegalArgumentException(
                    String.format(
                            "the label '%s' is not a number in every row: a regression is not"
                                    + " possible",
                            label));
        }
        return new Target.Regression(label);
    }

    private static Target classification(SchemaHints hints, ColumnProfile profile) {
        if (!hints.classes().isEmpty()) {
            return new Target.Classification(hints.label(), hints.classes());
        }
        if (profile.distinct() < 2 || profile.distinct() > ColumnProfile.MAX_WORDS) {
            throw new IllegalArgumentException(
                    String.format(
                            "the label '%s' has %s; a classification needs 2 to %d of them",
                            hints.label(),
                            profile.distinct() < 2
                                    ? "only the value " + profile.distinctValues()
                                    : "more than " + ColumnProfile.MAX_WORDS + " different values",
                            ColumnProfile.MAX_WORDS));
        }
        return new Target.Classification(hints.label(), profile.distinctValues());
    }
}
