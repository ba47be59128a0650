package io.millrace.format;

/** Reads a point in time from a field: a number of epoch milliseconds, or ISO 8601. */
final class EpochMillis {

    /** What {@link #read} answers to a value that is no point in time. */
    static final long INVALID = Iso8601.INVALID;

    /** What a message says is allowed. */
    static final String ALLOWED =
            "epoch milliseconds or ISO 8601 as 2001-01-31T23:59, of the years 0000 to 9999";

    /** The bounds keep micro- and nanoseconds from passing for milliseconds. */
    private static final long MIN = Iso8601.parse("0000-01-01");

    private static final long MAX = Iso8601.parse("9999-12-31T23:59:59.999");

    private EpochMillis() {}

    /** Epoch milliseconds, fractions cut off, or {@link #INVALID}. */
    static long read(FieldValue value) {
        double number = value.number();
        if (!Double.isNaN(number)) {
            return number >= MIN && number <= MAX ? (long) number : INVALID;
        }
        long millis = value.kind() == FieldValue.Kind.TEXT ? Iso8601.parse(value) : INVALID;
        // A zone can lead out of the first and the last year.
        return millis >= MIN && millis <= MAX ? millis : INVALID;
    }
}
