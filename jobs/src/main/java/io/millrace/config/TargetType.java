package io.millrace.config;

import static io.millrace.config.Option.option;
import static io.millrace.config.Option.required;
import static io.millrace.config.Types.oneOf;
import static io.millrace.config.Types.optional;
import static io.millrace.config.Types.text;

import io.millrace.data.Target;
import io.millrace.data.Target.Classification;
import io.millrace.data.Target.Regression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code schema.label}. */
record TargetType() implements Type<Target> {

    /** As labels are named in the file. */
    enum Kind {
        NUMBER,
        BOOLEAN,
        CLASSES
    }

    private static final int MOST_CLASSES = 10_000;

    /** The classes of a boolean label: the second is the positive one. */
    private static final List<String> BOOLEAN = List.of("false", "true");

    private static final Option<Target, String> NAME =
            required("name", text(), Target::name, "The field that holds the label.");
    private static final Option<Target, Kind> TYPE =
            required(
                    "type",
                    oneOf(Kind.class),
                    TargetType::kind,
                    "`number`: predict a number. `boolean`: predict the probability of true, which"
                            + " is the same as `classes: [\"false\", \"true\"]`. `classes`: predict"
                            + " the probability of each class.");
    private static final Option<Target, Optional<List<String>>> CLASSES =
            option(
                    "classes",
                    optional(new ListType<>(text(), 2, MOST_CLASSES, Function.identity())),
                    target ->
                            target instanceof Classification c && kind(target) == Kind.CLASSES
                                    ? Optional.of(c.classes())
                                    : Optional.empty(),
                    "The names of the classes as they stand in the stream. Of two, the second is"
                            + " the positive one.");

    /** Holds no options but those that each has. */
    static final Target NONE = new Regression("");

    static final Fields<Target> FIELDS = new Fields<>(List.of(NAME, TYPE, CLASSES));

    private static Kind kind(Target target) {
        if (target instanceof Classification c) {
            return c.classes().equals(BOOLEAN) ? Kind.BOOLEAN : Kind.CLASSES;
        }
        return Kind.NUMBER;
    }

    @Override
    public @Nullable Target read(YamlNode node, String key, Context context) {
        Values<Target> values = FIELDS.readWhole(node, key, allowed(), NONE, context);
        if (values == null) {
            return null;
        }
        String name = values.get(NAME);
        Optional<List<String>> classes = values.get(CLASSES);
        Kind kind = values.get(TYPE);
        if (classes.isPresent() != (kind == Kind.CLASSES)) {
            context.mistakes()
                    .add(
                            values.at(CLASSES),
                            key + "." + CLASSES.key(),
                            classes.isPresent()
                                    ? "is only for a label of type classes"
                                    : "is missing: a label of type classes names at least two");
            return null;
        }
        return switch (kind) {
            case NUMBER -> new Regression(name);
            case BOOLEAN -> new Classification(name, BOOLEAN);
            case CLASSES -> new Classification(name, classes.orElseThrow());
        };
    }

    @Override
    public Object write(Target target) {
        return FIELDS.write(target);
    }

    @Override
    public String allowed() {
        return "a label with name and type";
    }

    @Override
    public Map<String, Object> jsonSchema() {
        Map<String, Object> schema = FIELDS.jsonSchema("What is predicted.");
        Map<String, Object> named = Map.of("required", List.of(CLASSES.key()));
        schema.put("allOf", List.of(Types.forType(Kind.CLASSES, named, CLASSES.key())));
        return schema;
    }
}
