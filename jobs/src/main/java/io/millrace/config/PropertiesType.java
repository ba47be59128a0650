package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Free keys and text: properties that are handed on to someone else. Never quoted in a mistake.
 *
 * @param references whether the other resolves references itself, as Kafka's clients do. Then a
 *     secret stays <code>${env:NAME}</code> in the configuration and in all that is made of it
 */
record PropertiesType(boolean references) implements Type<Map<String, String>> {

    @Override
    public @Nullable Map<String, String> read(YamlNode node, String key, Context context) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            context.mistakes().add(node.at(), key, "must be " + allowed());
            return null;
        }
        Map<String, String> properties = new LinkedHashMap<>();
        mapping.entries()
                .forEach(
                        (name, entry) -> {
                            Context own =
                                    references && !Secrets.harmless(name)
                                            ? context.byReference()
                                            : context;
                            String value =
                                    own.text(entry.value(), key + "." + name, "text or number");
                            if (value != null) {
                                properties.put(name, value);
                            }
                        });
        return properties.size() == mapping.entries().size() ? properties : null;
    }

    @Override
    public Object write(Map<String, String> properties) {
        Map<String, String> written = new LinkedHashMap<>();
        Secrets.redact(properties)
                .forEach((key, value) -> written.put(key, Environment.escape(value)));
        return written;
    }

    @Override
    public String allowed() {
        return "keys and values";
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Types.schema(
                "type", "object", "additionalProperties", Map.of("type", Types.TEXTUAL));
    }
}
