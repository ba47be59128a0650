package io.millrace.config;

import static io.millrace.config.Option.option;
import static io.millrace.config.Option.required;
import static io.millrace.config.Types.integer;
import static io.millrace.config.Types.oneOf;
import static io.millrace.config.Types.optional;
import static io.millrace.config.Types.text;

import io.millrace.data.Feature;
import io.millrace.data.Feature.Bool;
import io.millrace.data.Feature.Categorical;
import io.millrace.data.Feature.Cycle;
import io.millrace.data.Feature.Hashed;
import io.millrace.data.Feature.Numeric;
import io.millrace.data.Feature.Time;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One entry of {@code schema.features}. */
record FeatureType() implements Type<Feature> {

    /** As features are named in the file. */
    enum Kind {
        NUMERIC,
        BOOLEAN,
        CATEGORICAL,
        TIME
    }

    static final int MOST_INPUTS = 1 << 24;

    private static final Option<Feature, String> NAME =
            required("name", text(), Feature::name, "The field of JSON objects that holds it.");
    private static final Option<Feature, Kind> TYPE =
            required(
                    "type",
                    oneOf(Kind.class),
                    FeatureType::kind,
                    "`numeric` is one input and is normalised. `boolean` (true, false, 1, 0) is one"
                            + " input of 0 or 1. `categorical` is one input a category, of which"
                            + " one is 1. `time` (epoch milliseconds or ISO 8601) is expanded into"
                            + " sine and cosine of its cycles.");
    private static final Option<Feature, Optional<List<String>>> VOCABULARY =
            option(
                    "vocabulary",
                    optional(new ListType<>(text(), 1, MOST_INPUTS, Function.identity())),
                    feature ->
                            feature instanceof Categorical c
                                    ? Optional.of(c.vocabulary())
                                    : Optional.empty(),
                    "The categories, where they are known; all others share one more input. A"
                            + " categorical feature has either this or `buckets`.");
    private static final Option<Feature, Optional<Integer>> BUCKETS =
            option(
                    "buckets",
                    optional(integer(1, MOST_INPUTS)),
                    feature ->
                            feature instanceof Hashed h
                                    ? Optional.of(h.buckets())
                                    : Optional.empty(),
                    "How many inputs the categories are hashed into, where they are not known."
                            + " Two categories in one bucket share a weight.");
    private static final Option<Feature, Optional<List<Cycle>>> CYCLES =
            option(
                    "cycles",
                    optional(
                            new ListType<>(
                                    oneOf(Cycle.class),
                                    1,
                                    Cycle.values().length,
                                    Function.identity())),
                    feature ->
                            feature instanceof Time t
                                    ? Optional.of(t.components())
                                    : Optional.empty(),
                    "The cycles of a time; `hour-of-day` and `day-of-week` if not given.");

    /** Holds no options but those that each has. */
    static final Feature NONE = new Numeric("");

    static final Fields<Feature> FIELDS =
            new Fields<>(List.of(NAME, TYPE, VOCABULARY, BUCKETS, CYCLES));

    private static final List<Cycle> DAY_AND_WEEK = List.of(Cycle.HOUR_OF_DAY, Cycle.DAY_OF_WEEK);

    private static Kind kind(Feature feature) {
        if (feature instanceof Numeric) {
            return Kind.NUMERIC;
        } else if (feature instanceof Bool) {
            return Kind.BOOLEAN;
        }
        return feature instanceof Time ? Kind.TIME : Kind.CATEGORICAL;
    }

    @Override
    public @Nullable Feature read(YamlNode node, String key, Context context) {
        Values<Feature> values = FIELDS.readWhole(node, key, allowed(), NONE, context);
        if (values == null) {
            return null;
        }
        Kind kind = values.get(TYPE);
        Optional<List<String>> vocabulary = values.get(VOCABULARY);
        Optional<Integer> buckets = values.get(BUCKETS);
        boolean fits = true;
        if (kind == Kind.CATEGORICAL) {
            if (vocabulary.isPresent() == buckets.isPresent()) {
                context.mistakes()
                        .add(node.at(), key, "needs either vocabulary or buckets, as categorical");
                return null;
            }
        } else {
            fits = refuse(VOCABULARY, "categorical", values, key, context);
            fits &= refuse(BUCKETS, "categorical", values, key, context);
        }
        if (kind != Kind.TIME) {
            fits &= refuse(CYCLES, "time", values, key, context);
        }
        return fits ? feature(kind, values) : null;
    }

    private static boolean refuse(
            Option<Feature, ?> option,
            String kind,
            Values<Feature> values,
            String key,
            Context context) {
        if (values.given(option)) {
            context.mistakes()
                    .add(
                            values.at(option),
                            key + "." + option.key(),
                            "is only for features of type " + kind);
        }
        return !values.given(option);
    }

    private static Feature feature(Kind kind, Values<Feature> values) {
        String name = values.get(NAME);
        return switch (kind) {
            case NUMERIC -> new Numeric(name);
            case BOOLEAN -> new Bool(name);
            case TIME -> new Time(name, values.get(CYCLES).orElse(DAY_AND_WEEK));
            case CATEGORICAL ->
                    values.get(VOCABULARY)
                            .<Feature>map(words -> new Categorical(name, words))
                            .orElseGet(() -> new Hashed(name, values.get(BUCKETS).orElseThrow()));
        };
    }

    @Override
    public Object write(Feature feature) {
        return FIELDS.write(feature);
    }

    @Override
    public String allowed() {
        return "a feature with name and type";
    }

    @Override
    public Map<String, Object> jsonSchema() {
        Map<String, Object> schema = FIELDS.jsonSchema("One column of the stream.");
        Map<String, Object> eitherOr =
                Map.of(
                        "oneOf",
                        List.of(
                                Map.of("required", List.of(VOCABULARY.key())),
                                Map.of("required", List.of(BUCKETS.key()))));
        schema.put(
                "allOf",
                List.of(
                        Types.forType(Kind.CATEGORICAL, eitherOr, VOCABULARY.key(), BUCKETS.key()),
                        Types.forType(Kind.TIME, Map.of(), CYCLES.key())));
        return schema;
    }
}
