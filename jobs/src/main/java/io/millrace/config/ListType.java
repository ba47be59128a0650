package io.millrace.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values in order.
 *
 * @param distinct what must differ from one to the next; null if all may be alike
 */
record ListType<T>(Type<T> element, int min, int max, @Nullable Function<T, ?> distinct)
        implements Type<List<T>> {

    @Override
    public @Nullable List<T> read(YamlNode node, String key, Context context) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            String written = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
            String meant = written.contains(",") ? ", written as [" + written + "]" : "";
            context.mistakes().add(node.at(), key, written, "must be " + allowed() + meant);
            return null;
        }
        List<YamlNode> items = sequence.items();
        if (items.size() < min || items.size() > max) {
            context.mistakes()
                    .add(node.at(), key, "has " + items.size() + ", but must be " + allowed());
            return null;
        }
        List<T> values = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String place = key + "[" + i + "]";
            T value = element.read(items.get(i), place, context);
            if (value == null) {
                continue;
            }
            if (distinct != null && !seen.add(distinct.apply(value))) {
                context.mistakes().add(items.get(i).at(), place, "is there twice: all must differ");
            }
            values.add(value);
        }
        return values.size() == items.size() ? List.copyOf(values) : null;
    }

    @Override
    public Object write(List<T> values) {
        return values.stream().map(element::write).toList();
    }

    @Override
    public String allowed() {
        return "a list of %d to %d, each %s".formatted(min, max, element.allowed());
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Types.schema(
                "type",
                "array",
                "items",
                element.jsonSchema(),
                "minItems",
                min,
                "maxItems",
                max,
                "uniqueItems",
                distinct != null);
    }
}
