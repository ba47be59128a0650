package io.millrace.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configurations that a search tries, as keys of the configuration and what to try for each. A
 * YAML list with one entry a dimension:
 *
 * <pre>{@code
 * - {key: optimizer.type, values: [sgd, adam]}
 * - {key: optimizer.momentum, when: {optimizer.type: sgd}, values: [0, 0.9]}
 * - {key: optimizer.learning-rate, log-uniform: [0.0001, 0.1], points: 4}
 * }</pre>
 *
 * <p>Dimensions are gone through in order. One whose key has its value already is passed over, and
 * so is one whose {@code when} does not hold: so of several entries for a key the first that
 * applies counts.
 */
public record SearchSpace(List<Dimension> dimensions) {

    /** What {@code when} may ask of the label: {@link #TASKS}. */
    public static final String TASK = "task";

    /** Two classes, more classes, a number. */
    public static final List<String> TASKS = List.of("binary", "multi-class", "regression");

    private static final String USUAL = "search-space.yaml";

    public SearchSpace {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * A key, and what to try for it.
     *
     * @param when other keys, and the values of which one must be in force for each
     */
    public record Dimension(String key, Map<String, List<String>> when, Domain domain) {

        public Dimension {
            when = Map.copyOf(when);
        }

        /** Whether it applies to what is in force. */
        public boolean applies(Lookup inForce) {
            return when.entrySet().stream()
                    .allMatch(
                            condition -> {
                                String value = inForce.value(condition.getKey());
                                return value != null && condition.getValue().contains(value);
                            });
        }

        /** Whether it applies to any of what can be in force, by key. */
        public boolean canApply(Map<String, Set<String>> possible) {
            return when.entrySet().stream()
                    .allMatch(
                            condition ->
                                    possible.getOrDefault(condition.getKey(), Set.of()).stream()
                                            .anyMatch(condition.getValue()::contains));
        }
    }

    /** Finds the value of a key that is in force. */
    @FunctionalInterface
    public interface Lookup {
        /** As text; null if there is none. */
        @Nullable String value(String key);
    }

    /** What is tried unless a file says otherwise. */
    public static SearchSpace usual() {
        try (InputStream yaml = SearchSpace.class.getResourceAsStream(USUAL)) {
            if (yaml == null) {
                throw new IllegalStateException("there is no resource " + USUAL);
            }
            return parse(new String(yaml.readAllBytes(), UTF_8), USUAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException with all that is wrong
     */
    public static SearchSpace load(Path file) {
        Mistakes mistakes = new Mistakes();
        String yaml = YamlFile.read(file, mistakes);
        mistakes.throwIfAny();
        return parse(yaml == null ? "" : yaml, file.toString());
    }

    /**
     * Likewise from YAML at hand.
     *
     * @param file what mistakes are to call it
     */
    public static SearchSpace parse(String yaml, String file) {
        Mistakes mistakes = new Mistakes();
        YamlNode root = YamlParser.parse(yaml, file, mistakes);
        List<Dimension> dimensions =
                root == null ? List.of() : new SpaceReader(mistakes).dimensions(root);
        mistakes.throwIfAny();
        return new SearchSpace(dimensions);
    }
}
