package io.millrace.data;

import java.util.Locale;

/** Why a record broke the data contract. The {@link #code()} is what the dead letter carries. */
public enum RejectReason {
    /** No value at all (a Kafka tombstone), or only white space. */
    EMPTY,
    /** More bytes than the configured maximum. */
    TOO_LARGE,
    /** Not valid UTF-8. */
    NOT_UTF8,
    /** Not JSON, or not one line of CSV. */
    UNPARSABLE,
    /** JSON, but not the object or array that the format asks for. */
    WRONG_SHAPE,
    /** The same field twice in one object. */
    DUPLICATE_FIELD,
    /** A dense array or CSV line with too few or too many values. */
    WRONG_WIDTH,
    /** A feature whose value is not of its declared type. */
    WRONG_TYPE,
    /** A number that is too large for a 32-bit float. */
    OUT_OF_RANGE,
    /** No label, or a null one. */
    MISSING_LABEL,
    /** A class that the schema does not list. */
    UNKNOWN_LABEL,
    /** A regression target or boolean label that is not one, or not finite. */
    BAD_LABEL,
    /** The schema asks for a model key and the record has none. */
    MISSING_KEY,
    /** A model key that is not a short string or number. */
    BAD_KEY,
    /** A sample id that is not a string or number. */
    BAD_ID,
    /** An event time that is neither epoch milliseconds nor ISO 8601. */
    BAD_TIME,
    /** A sample weight that is negative or not finite. */
    BAD_WEIGHT,
    /** A sample whose id is among the last ones of its model. */
    DUPLICATE_ID;

    /** The stable, machine-readable name: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
