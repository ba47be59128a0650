package io.millrace.format;

import java.io.Serializable;

/**
 * How samples are written in a record's value.
 *
 * @param kind the format
 * @param delimiter between the fields of CSV
 * @param maxBytes records with a longer value are refused; positive
 */
public record FormatConfig(Kind kind, char delimiter, int maxBytes) implements Serializable {

    /** A format of samples. All are UTF-8. */
    public enum Kind {
        /**
         * One JSON object a record: fields by name, in any order; a feature without a field is
         * missing, unknown fields are ignored.
         */
        JSON,
        /**
         * One JSON array a record: the features in the order of the schema, then the label, then
         * id, key, time and weight as far as the schema names them and they are not features too
         * (see {@link RecordParsers#columns}).
         */
        JSON_ARRAY,
        /** One line of CSV (RFC 4180) a record, columns in the order of {@link #JSON_ARRAY}. */
        CSV
    }

    public FormatConfig {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("max bytes must be at least 1, got " + maxBytes);
        }
        if (delimiter > 127 || "\"\r\n".indexOf(delimiter) >= 0) {
            throw new IllegalArgumentException(
                    "the delimiter must be an ASCII character other than a quote or line break, got "
                            + Excerpt.of(String.valueOf(delimiter)));
        }
    }

    /** JSON with named fields, up to 1 MiB. */
    public static FormatConfig defaults() {
        return new FormatConfig(Kind.JSON, ',', 1 << 20);
    }
}
