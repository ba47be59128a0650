package io.millrace.config;

import io.millrace.config.YamlNode.Entry;
import io.millrace.config.YamlNode.Mapping;
import io.millrace.config.YamlNode.Scalar;
import io.millrace.config.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code --set key=value} arguments into the tree of a file, as if they had stood there.
 * Lists are written as in YAML: {@code model.hidden=[64, 32]}. The last of two wins.
 */
final class Overrides {

    private static final Pattern STEP =
            Pattern.compile("([^.\\[\\]]+)((?:\\[\\d{1,6}])*)(?:\\.|$)");
    private static final Pattern INDEX = Pattern.compile("\\d+");

    private final Mapping root;
    private final Mistakes mistakes;

    Overrides(Mapping root, Mistakes mistakes) {
        this.root = root;
        this.mistakes = mistakes;
    }

    void apply(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            apply(arguments.get(i), i + 1);
        }
    }

    private void apply(String argument, int number) {
        int equals = argument.indexOf('=');
        if (equals < 1) {
            // What stands in it may be a password that was put in the wrong place.
            malformed("argument " + number, "must be key=value, as train.batch-size=32");
            return;
        }
        String key = key(argument);
        String text = argument.substring(equals + 1).strip();
        Path path = Path.of(key);
        if (path.steps.isEmpty()) {
            malformed(key, "is no key: must be as train.batch-size or schema.features[0].name");
            return;
        }
        YamlNode value = value(text, path.free);
        if (value != null && !put(root, path.steps, value)) {
            malformed(key, "leads nowhere: its first part has no keys or no such entry");
        }
    }

    /** The key of an argument, the short form of a model written out. */
    static String key(String argument) {
        String[] parts = argument.split("=", 2);
        String key = parts[0].strip();
        boolean section = parts.length == 2 && parts[1].strip().startsWith("{");
        return key.equals(TrainOptions.MODEL.key()) && !section ? TrainOptions.TYPE.path() : key;
    }

    private void malformed(String key, String message) {
        mistakes.add(Location.OVERRIDE, key, message);
    }

    private @Nullable YamlNode value(String text, boolean free) {
        if (!free && (text.startsWith("[") || text.startsWith("{"))) {
            return YamlParser.parse(text, Location.OVERRIDE.file(), mistakes);
        }
        return new Scalar(Location.OVERRIDE, text, !free);
    }

    /** Whether the place was found, or could be made. */
    private static boolean put(YamlNode parent, List<Object> steps, YamlNode value) {
        List<Object> rest = steps.subList(1, steps.size());
        if (parent instanceof Mapping mapping && steps.get(0) instanceof String key) {
            Entry old = mapping.entries().get(key);
            YamlNode child = child(mapping.get(key), rest, value);
            Location at = old == null || rest.isEmpty() ? Location.OVERRIDE : old.at();
            mapping.entries().put(key, new Entry(at, child));
            return rest.isEmpty() || put(child, rest, value);
        }
        if (parent instanceof Sequence sequence
                && steps.get(0) instanceof Integer index
                && index <= sequence.items().size()) {
            List<YamlNode> items = sequence.items();
            YamlNode child = child(index < items.size() ? items.get(index) : null, rest, value);
            if (index == items.size()) {
                items.add(child);
            } else {
                items.set(index, child);
            }
            return rest.isEmpty() || put(child, rest, value);
        }
        return false;
    }

    /** The value itself, or what is there to go on from, or a new place. */
    private static YamlNode child(@Nullable YamlNode old, List<Object> rest, YamlNode value) {
        if (rest.isEmpty()) {
            return value;
        }
        if (old != null) {
            return old;
        }
        return rest.get(0) instanceof Integer
                ? new Sequence(Location.OVERRIDE, new ArrayList<>())
                : YamlNode.nothing(Location.OVERRIDE);
    }

    /**
     * Where a value goes.
     *
     * @param steps names and indices; empty for a path that is malformed
     * @param free whether it is a property, whose key keeps its dots and whose value is text
     */
    private record Path(List<Object> steps, boolean free) {

        private static final int LONGEST = 500;

        static Path of(String text) {
            for (Section section : Sections.ALL) {
                for (Option<JobConfig, ?> option : section.fields().options()) {
                    String prefix = option.path() + ".";
                    if (option.type() instanceof PropertiesType && text.startsWith(prefix)) {
                        String key = text.substring(prefix.length());
                        return new Path(List.of(option.section(), option.key(), key), true);
                    }
                }
            }
            return new Path(text.length() > LONGEST ? List.of() : steps(text), false);
        }

        private static List<Object> steps(String text) {
            List<Object> steps = new ArrayList<>();
            Matcher step = STEP.matcher(text);
            while (step.lookingAt()) {
                steps.add(step.group(1));
                INDEX.matcher(step.group(2))
                        .results()
                        .forEach(index -> steps.add(Integer.parseInt(index.group())));
                if (step.end() == text.length()) {
                    return text.endsWith(".") ? List.of() : steps;
                }
                step.region(step.end(), text.length());
            }
            return List.of();
        }
    }
}
