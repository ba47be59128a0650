package io.millrace.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what is found, and keeps the first examples of each kind. */
final class Findings {

    /** Enough to see what they have in common. */
    static final int MOST_EXAMPLES = 10;

    private final Map<Finding, Long> counts = new EnumMap<>(Finding.class);
    private final Map<Finding, List<String>> examples = new EnumMap<>(Finding.class);

    /**
     * @param example names what it was found at; made only if it is among the first
     */
    void add(Finding finding, @Nullable Object... example) {
        counts.merge(finding, 1L, Long::sum);
        List<String> first = examples.computeIfAbsent(finding, unused -> new ArrayList<>());
        if (first.size() < MOST_EXAMPLES) {
            StringBuilder text = new StringBuilder();
            for (@Nullable Object part : example) {
                text.append(part);
            }
            first.add(text.toString());
        }
    }

    Map<Finding, Long> counts() {
        return counts;
    }

    Map<Finding, List<String>> examples() {
        return examples;
    }
}
