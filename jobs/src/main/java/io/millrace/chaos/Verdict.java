package io.millrace.chaos;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an audit came to.
 *
 * @param rows records that were played
 * @param predicted how many of them were predicted at least once
 * @param deadLettered how many of them were dead-lettered at least once
 * @param counts how often each thing was found; those that were not are left out
 * @param examples up to ten of each thing that was found
 * @param expectedHash SHA-256 over the newest models of the undisturbed run, key by key: their
 *     parameters, whole pages and metrics
 * @param actualHash the same over the newest models that were published
 */
public record Verdict(
        long rows,
        long predicted,
        long deadLettered,
        Map<Finding, Long> counts,
        Map<Finding, List<String>> examples,
        String expectedHash,
        String actualHash) {

    public Verdict {
        counts = copy(counts);
        examples = copy(examples);
    }

    private static <V> Map<Finding, V> copy(Map<Finding, V> map) {
        Map<Finding, V> copy = new EnumMap<>(Finding.class);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }

    /** How often a thing was found. */
    public long count(Finding finding) {
        return counts.getOrDefault(finding, 0L);
    }

    /** Records that came out nowhere. */
    public long lost() {
        return count(Finding.LOST);
    }

    /** Outputs beyond the first of their record. */
    public long duplicated() {
        return count(Finding.DUPLICATED);
    }

    /** Whether the newest models are those of the undisturbed run, to the bit. */
    public boolean hashEqual() {
        return expectedHash.equals(actualHash);
    }

    /** Whether nothing was found. */
    public boolean passed() {
        return counts.isEmpty() && hashEqual();
    }

    /** For a person: what was audited, and what was found with its examples. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s: %,d records played, %,d predicted, %,d dead-lettered",
                passed() ? "passed" : "FAILED",
                rows,
                predicted,
                deadLettered);
        for (Finding finding : Finding.values()) {
            line(text, "  %-18s %,d", finding.title(), count(finding));
        }
        line(text, "  %-18s %s", "hash equal", hashEqual());
        line(text, "  %-18s %s", "  expected", expectedHash);
        if (!hashEqual()) {
            line(text, "  %-18s %s", "  published", actualHash);
        }
        examples.forEach(
                (finding, list) -> {
                    line(text, "%s (%,d)", finding.meaning(), count(finding));
                    list.forEach(example -> line(text, "  %s", example));
                    if (count(finding) > list.size()) {
                        line(text, "  ...");
                    }
                });
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... args) {
        text.append(String.format(Locale.ROOT, format, args)).append('\n');
    }
}
