package io.millrace.config;

import io.millrace.config.YamlNode.Mapping;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that one mapping may hold.
 *
 * @param <C> what they are parts of
 */
record Fields<C>(List<Option<C, ?>> options) {

    /**
     * Reads all keys of a mapping.
     *
     * @param whole whether required keys must be there
     */
    void read(Mapping mapping, String path, Values<C> values, boolean whole, Context context) {
        for (Option<C, ?> option : options) {
            YamlNode node = mapping.get(option.key());
            String key = path.isEmpty() ? option.key() : path + "." + option.key();
            if (node != null) {
                values.read(option, key, node, context);
            } else if (option.required() && whole) {
                context.mistakes()
                        .add(mapping.at(), key, "is missing: must be " + option.type().allowed());
            }
        }
    }

    /**
     * Reads a node that must be a mapping of these keys.
     *
     * @param allowed what the node must be
     * @return null after reporting what is wrong
     */
    @Nullable Values<C> readWhole(
            YamlNode node, String path, String allowed, C defaults, Context context) {
        if (!(node instanceof Mapping mapping)) {
            context.mistakes().add(node.at(), path, "must be " + allowed);
            return null;
        }
        int before = context.mistakes().total();
        Values<C> values = new Values<>(node.at(), defaults);
        read(mapping, path, values, true, context);
        reportUnknown(mapping, path, keys(), context);
        return context.mistakes().total() == before ? values : null;
    }

    /** Reports keys that a mapping must not have. */
    static void reportUnknown(
            Mapping mapping, String path, Collection<String> known, Context context) {
        mapping.entries()
                .forEach(
                        (key, entry) -> {
                            if (!known.contains(key)) {
                                String place = path.isEmpty() ? key : path + "." + key;
                                String hint =
                                        Nearest.to(key, known)
                                                .map(near -> "did you mean " + near + "?")
                                                .orElse("known: " + String.join(", ", known));
                                context.mistakes()
                                        .add(entry.at(), place, "is no known key; " + hint);
                            }
                        });
    }

    List<String> keys() {
        return options.stream().map(Option::key).toList();
    }

    /** The keys and values of a configuration, without those that are left out. */
    Map<String, Object> write(C configuration) {
        Map<String, Object> written = new LinkedHashMap<>();
        for (Option<C, ?> option : options) {
            Object value = option.writtenIn(configuration);
            if (value != null) {
                written.put(option.key(), value);
            }
        }
        return written;
    }

    /** The JSON Schema of each key. */
    Map<String, Object> jsonSchemas() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        for (Option<C, ?> option : options) {
            Map<String, Object> schema = Types.schema("description", option.doc());
            schema.putAll(option.type().jsonSchema());
            schemas.put(option.key(), schema);
        }
        return schemas;
    }

    /** The JSON Schema of the whole mapping. */
    Map<String, Object> jsonSchema(String doc) {
        Map<String, Object> schema =
                Types.schema(
                        "description",
                        doc,
                        "type",
                        "object",
                        "additionalProperties",
                        false,
                        "properties",
                        jsonSchemas());
        List<String> required = options.stream().filter(Option::required).map(Option::key).toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }
}
