package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A YAML file as it was written: text and structure, no types yet. Overrides change it in place.
 */
sealed interface YamlNode {

    Location at();

    /** A mapping without keys. */
    static Mapping nothing(Location at) {
        return new Mapping(at, new LinkedHashMap<>());
    }

    /**
     * One value.
     *
     * @param plain whether it stood without quotes
     */
    record Scalar(Location at, String text, boolean plain) implements YamlNode {

        private static final Set<String> NULLS = Set.of("", "~", "null");

        /** Whether the key is there, but nothing is said. */
        boolean isNull() {
            return plain && NULLS.contains(text);
        }
    }

    /** Values in order. */
    record Sequence(Location at, List<YamlNode> items) implements YamlNode {}

    /** Keys and values in the order of the file. */
    record Mapping(Location at, Map<String, Entry> entries) implements YamlNode {

        /** A key's value; null if the key is not there or nothing is said. */
        @Nullable YamlNode get(String key) {
            Entry entry = entries.get(key);
            if (entry == null || (entry.value() instanceof Scalar scalar && scalar.isNull())) {
                return null;
            }
            return entry.value();
        }
    }

    /**
     * A key's value.
     *
     * @param at where the key stands
     */
    record Entry(Location at, YamlNode value) {}
}
