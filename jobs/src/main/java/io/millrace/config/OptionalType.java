package io.millrace.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that may be absent.
 *
 * @param none the word that says so, where absence is not the default
 */
record OptionalType<T>(Type<T> type, Optional<String> none) implements Type<Optional<T>> {

    @Override
    public @Nullable Optional<T> read(YamlNode node, String key, Context context) {
        if (node instanceof YamlNode.Scalar word && none.equals(Optional.of(word.text()))) {
            return Optional.empty();
        }
        T value = type.read(node, key, context);
        return value == null ? null : Optional.of(value);
    }

    @Override
    public @Nullable Object write(Optional<T> value) {
        return value.isPresent() ? type.write(value.get()) : none.orElse(null);
    }

    @Override
    public String allowed() {
        return type.allowed() + none.map(word -> ", or " + word).orElse("");
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return none.isEmpty()
                ? type.jsonSchema()
                : Map.of("anyOf", List.of(Map.of("const", none.get()), type.jsonSchema()));
    }
}
