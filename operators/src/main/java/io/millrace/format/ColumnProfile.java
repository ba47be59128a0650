package io.millrace.format;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the values of one column have in common. It looks at them with the eyes of the parsers, so
 * that what is inferred here is what they accept.
 */
final class ColumnProfile {

    /** More different words than this are not counted. */
    static final int MAX_WORDS = 1000;

    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    private final Set<String> words = new HashSet<>();
    private final Set<String> absentWords = new HashSet<>();
    private long values;
    private long missing;
    private boolean numbers = true;
    private boolean wholeNumbers = true;
    private boolean booleans = true;
    private boolean times = true;
    private boolean timesOfDay;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(FieldValue value) {
        if (value.isNothing()) {
            missing++;
            return;
        }
        if (value.isAbsent() || value.isNonFinite()) {
            missing++;
            if (absentWords.size() <= MAX_WORDS) {
                absentWords.add(value.toString());
            }
            return;
        }
        if (words.size() <= MAX_WORDS) {
            words.add(value.toString());
        }
        values++;
        double number = value.number();
        numbers &= !Double.isNaN(number);
        wholeNumbers &= number == Math.rint(number);
        booleans &= value.isWord("true") || value.isWord("false");
        long millis = times ? Iso8601.parse(value) : Iso8601.INVALID;
        times &= millis != Iso8601.INVALID;
        timesOfDay |= times && millis % DAY != 0;
        double position = times ? millis : number;
        min = Math.min(min, position);
        max = Math.max(max, position);
    }

    /** Values that are there. */
    long values() {
        return values;
    }

    /** Values that are not. */
    long missing() {
        return missing;
    }

    boolean isNumeric() {
        return numbers;
    }

    boolean isWholeNumbers() {
        return numbers && wholeNumbers;
    }

    boolean isBoolean() {
        return values > 0 && booleans;
    }

    boolean isTime() {
        return values > 0 && times;
    }

    /** Whether a time is ever other than midnight. */
    boolean hasTimesOfDay() {
        return timesOfDay;
    }

    /** Different values, {@link #MAX_WORDS} + 1 for more than that. */
    int distinct() {
        return words.size();
    }

    /** The different values, by number if all are numbers, else by alphabet. */
    List<String> distinctValues() {
        Comparator<String> alphabet = Comparator.naturalOrder();
        return words.stream()
                .sorted(
                        numbers
                                ? Comparator.<String>comparingDouble(Double::parseDouble)
                                        .thenComparing(alphabet)
                                : alphabet)
                .toList();
    }

    /** All that stands in the column, by alphabet, also {@code NA} and the like. */
    List<String> vocabulary() {
        return Stream.concat(words.stream(), absentWords.stream()).sorted().toList();
    }

    /** The least value, or point in time. */
    double min() {
        return min;
    }

    /** The greatest value, or point in time. */
    double max() {
        return max;
    }
}
