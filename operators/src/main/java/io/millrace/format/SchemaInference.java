package io.millrace.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.millrace.data.Feature;
import io.millrace.data.RawRecord;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the schema of a CSV file by reading it once to its end.
 *
 * <p>A feature is <em>numeric</em> if all of its values are numbers (0 and 1 too), <em>boolean</em>
 * if they are {@code true} and {@code false}, a <em>time</em> if they are ISO 8601, else
 * <em>categorical</em>: with the words of the file in alphabetical order as vocabulary if they are
 * at most 1000, else <em>hashed</em> into 2^14 buckets. A column without any value is numeric. Of a
 * time those cycles are used that the file goes round once (the hour of day only if there are times
 * of day), or all if there is none. The first time is the event time as well.
 *
 * <p>The label is a number to predict if its values are numbers; but if they are whole numbers, not
 * more than 20 different ones, and not more than one in ten rows (two are always few enough), they
 * are classes, as are booleans and text. The classes are in the order of the numbers or of the
 * alphabet, so that of 0 and 1, of -1 and 1, of no and yes the latter is the positive one.
 */
public final class SchemaInference {

    private final SchemaHints hints;
    private final Map<String, ColumnProfile> profiles = new LinkedHashMap<>();
    private long rows;
    private long unreadable;
    private long notUtf8;

    private SchemaInference(SchemaHints hints) {
        this.hints = hints;
    }

    /**
     * What was found.
     *
     * @param description a table for a person: each column, what it is taken for, and why
     * @param rows rows of the file
     */
    public record Result(Schema schema, String description, long rows) {}

    /**
     * Reads a file to its end.
     *
     * @param file just opened
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if the hints name a column that is not there, or the label
     *     cannot be learned
     */
    public static Result infer(CsvFile file, SchemaHints hints) throws IOException {
        SchemaInference inference = new SchemaInference(hints);
        inference.requireKnownColumns(file.columns());
        inference.profile(file);
        return inference.result();
    }

    private void requireKnownColumns(List<String> columns) {
        List<String> named = new ArrayList<>(hints.exclude());
        named.add(hints.label());
        hints.features().stream().map(Feature::name).forEach(named::add);
        hints.id().ifPresent(named::add);
        hints.key().ifPresent(named::add);
        hints.time().ifPresent(named::add);
        hints.weight().ifPresent(named::add);
        CsvFields.requireColumns(named, columns);
    }

    private void profile(CsvFile file) throws IOException {
        file.columns().forEach(column -> profiles.put(column, new ColumnProfile()));
        ColumnProfile[] inOrder = profiles.values().toArray(ColumnProfile[]::new);
        CsvFields csv = new CsvFields(file.delimiter());
        FieldValue value = new FieldValue();
        for (RawRecord row = file.next(); row != null; row = file.next()) {
            rows++;
            String[] fields = split(csv, row);
            if (fields.length != inOrder.length) {
                unreadable++;
                continue;
            }
            for (int i = 0; i < fields.length; i++) {
                char[] text = fields[i].toCharArray();
                inOrder[i].add(value.set(FieldValue.Kind.TEXT, text, 0, text.length));
            }
        }
    }

    private String[] split(CsvFields csv, RawRecord row) {
        byte[] bytes = row.value();
        if (bytes == null || !Utf8.isValid(bytes)) {
            notUtf8++;
            return new String[0];
        }
        try {
            return csv.split(Utf8.decode(bytes));
        } catch (CsvParseException malformed) {
            return new String[0];
        }
    }

    private Target target() {
        if (rows == 0) {
            throw new IllegalArgumentException("the file has a header, but no rows");
        }
        try {
            return TypeInference.target(hints, profile(hints.label()), rows);
        } catch (IllegalArgumentException e) {
            if (unreadable == 0) {
                throw e;
            }
            // What cannot be read explains better what is missing.
            throw new IllegalArgumentException(
                    String.format(
                            "%d of %d rows cannot be read (%s), and so %s",
                            unreadable,
                            rows,
                            notUtf8 > 0
                                    ? notUtf8 + " are not UTF-8"
                                    : "is a quote not closed, or the delimiter another?",
                            e.getMessage()),
                    e);
        }
    }

    private Result result() {
        Target target = target();
        List<Feature> features = new ArrayList<>();
        profiles.forEach(
                (name, profile) -> {
                    if (isFeature(name)) {
                        features.add(feature(name, profile));
                    }
                });
        Schema schema =
                new Schema(
                        features,
                        target,
                        hints.id().orElse(null),
                        hints.key().orElse(null),
                        hints.time().or(() -> firstTime(features)).orElse(null),
                        hints.weight().orElse(null));
        return new Result(schema, SchemaTable.of(schema, profiles, rows, unreadable), rows);
    }

    private ColumnProfile profile(String column) {
        return Objects.requireNonNull(profiles.get(column));
    }

    private boolean isFeature(String column) {
        boolean other =
                column.equals(hints.label())
                        || hints.exclude().contains(column)
                        || Stream.of(hints.id(), hints.key(), hints.weight())
                                .anyMatch(name -> name.filter(column::equals).isPresent());
        return !other || given(column).isPresent();
    }

    private Optional<Feature> given(String column) {
        return hints.features().stream().filter(f -> f.name().equals(column)).findFirst();
    }

    private Feature feature(String column, ColumnProfile profile) {
        boolean isEventTime = hints.time().filter(column::equals).isPresent();
        return given(column).orElseGet(() -> TypeInference.feature(column, profile, isEventTime));
    }

    private static Optional<String> firstTime(List<Feature> features) {
        return features.stream()
                .filter(Feature.Time.class::isInstance)
                .map(Feature::name)
                .findFirst();
    }
}
