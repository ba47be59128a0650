package io.millrace.format;

import io.millrace.data.Feature;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows a person what each column of a file was taken for. */
final class SchemaTable {

    private static final int WORDS_SHOWN = 8;
    private static final double EXACT_LONGS = 1e15;

    private SchemaTable() {}

    /** One line a column in the order of the file, and one for the whole. */
    static String of(
            Schema schema, Map<String, ColumnProfile> profiles, long rows, long unreadable) {
        Map<String, Feature> features =
                schema.features().stream().collect(Collectors.toMap(Feature::name, f -> f));
        int width =
                Math.max(
                        "column".length(),
                        profiles.keySet().stream()
                                .mapToInt(name -> Excerpt.of(name).length())
                                .max()
                                .orElse(0));
        String line = "%-" + width + "s  %-13s  %s%n";
        StringBuilder table = new StringBuilder(String.format(line, "column", "taken for", ""));
        profiles.forEach(
                (name, profile) -> {
                    Feature feature = features.get(name);
                    table.append(
                            String.format(
                                    line,
                                    Excerpt.of(name),
                                    kind(name, feature, schema),
                                    finding(name, feature, schema, profile)));
                });
        table.append(
                String.format(
                        "%d rows, %d columns, %d inputs of the model%n",
                        rows, profiles.size(), schema.width()));
        if (unreadable > 0) {
            table.append(String.format("%d rows are no CSV of that many fields%n", unreadable));
        }
        return table.toString().replaceAll(" +(?=\\R)", "");
    }

    private static String kind(String name, @Nullable Feature feature, Schema schema) {
        if (name.equals(schema.target().name())) {
            return schema.target() instanceof Target.Regression ? "number label" : "class label";
        } else if (feature instanceof Feature.Categorical) {
            return "categorical";
        } else if (feature instanceof Feature.Bool) {
            return "boolean";
        } else if (feature != null) {
            return feature.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
        return role(name, schema);
    }

    private static String role(String name, Schema schema) {
        if (schema.keyField().filter(name::equals).isPresent()) {
            return "model key";
        } else if (schema.idField().filter(name::equals).isPresent()) {
            return "sample id";
        } else if (schema.timeField().filter(name::equals).isPresent()) {
            return "event time";
        } else if (schema.weightField().filter(name::equals).isPresent()) {
            return "sample weight";
        }
        return "left out";
    }

    private static String finding(
            String name, @Nullable Feature feature, Schema schema, ColumnProfile profile) {
        String lacking = profile.missing() == 0 ? "" : ", " + profile.missing() + " missing";
        if (name.equals(schema.target().name())) {
            return schema.target() instanceof Target.Classification c
                    ? classes(c.classes()) + lacking
                    : range(profile) + lacking;
        } else if (feature instanceof Feature.Categorical c) {
            return words(c.vocabulary()) + lacking;
        } else if (feature instanceof Feature.Hashed h) {
            return "into " + h.buckets() + " buckets" + lacking;
        } else if (feature instanceof Feature.Time t) {
            boolean event = schema.timeField().filter(name::equals).isPresent();
            return range(profile)
                    + "; cycles "
                    + t.components().stream()
                            .map(cycle -> cycle.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                    + (event ? "; also the event time" : "")
                    + lacking;
        } else if (feature instanceof Feature.Numeric) {
            return range(profile) + lacking;
        }
        return "";
    }

    private static String classes(List<String> classes) {
        return classes.size() == 2
                ? Excerpt.of(classes.get(0)) + " or, positive, " + Excerpt.of(classes.get(1))
                : words(classes);
    }

    private static String words(List<String> words) {
        String shown =
                words.stream()
                        .limit(WORDS_SHOWN)
                        .map(Excerpt::of)
                        .collect(Collectors.joining(", "));
        return words.size() + ": " + shown + (words.size() > WORDS_SHOWN ? ", ..." : "");
    }

    private static String range(ColumnProfile profile) {
        if (profile.values() == 0) {
            return "never there";
        }
        return number(profile, profile.min()) + " to " + number(profile, profile.max());
    }

    private static String number(ColumnProfile profile, double value) {
        if (profile.isTime()) {
            return Instant.ofEpochMilli((long) value).toString();
        }
        return value == Math.rint(value) && Math.abs(value) < EXACT_LONGS
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
