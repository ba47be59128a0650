package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Free keys and text: properties that are handed on to someone else. Never quoted in a mistake. */
record PropertiesType() implements Type<Map<String, String>> {

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
                            String value =
                                    context.text(entry.value(), key + "." + name, "text or number");
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
