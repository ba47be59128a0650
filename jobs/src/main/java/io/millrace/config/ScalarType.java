package io.millrace.config;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One word or number.
 *
 * @param parse throws an {@link IllegalArgumentException} for text that is not allowed
 */
record ScalarType<T>(
        String allowed,
        Map<String, Object> ownSchema,
        Function<String, T> parse,
        Function<T, Object> format)
        implements Type<T> {

    /** The same values as another type of Java. */
    <U> ScalarType<U> as(Function<T, U> to, Function<U, T> from) {
        return new ScalarType<>(allowed, ownSchema, parse.andThen(to), from.andThen(format));
    }

    /** Whether only whole numbers are allowed. */
    boolean isWhole() {
        return "integer".equals(ownSchema.get("type"));
    }

    @Override
    public @Nullable T read(YamlNode node, String key, Context context) {
        String text = context.text(node, key, allowed);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException wrong) {
            // The text of the file, so that no environment variable is quoted.
            String written = ((YamlNode.Scalar) node).text();
            context.mistakes().add(node.at(), key, written, "must be " + allowed);
            return null;
        }
    }

    @Override
    public Object write(T value) {
        Object written = format.apply(value);
        return written instanceof String text ? Environment.escape(text) : written;
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("anyOf", List.of(ownSchema, Map.of("$ref", "#/$defs/environment")));
    }
}
