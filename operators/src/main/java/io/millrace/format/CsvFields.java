package io.millrace.format;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Splits lines in the one dialect of CSV that is read here: RFC 4180, with any delimiter. */
final class CsvFields {

    private static final int MESSAGE_LENGTH = 200;

    private final CsvReader.CsvReaderBuilder csv;

    CsvFields(char delimiter) {
        this.csv =
                CsvReader.builder()
                        .fieldSeparator(delimiter)
                        .allowExtraCharsAfterClosingQuote(false)
                        .allowUnclosedQuote(false)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .skipEmptyLines(true);
    }

    /**
     * The fields of one line.
     *
     * @throws CsvParseException as {@link #read}
     */
    String[] split(String line) {
        return read(StringArrayHandler.of(), line);
    }

    /**
     * Hands the fields of one line to a handler.
     *
     * @throws CsvParseException if the quotes do not match, or there is not exactly one line
     */
    <T> T read(CsvCallbackHandler<T> handler, String line) {
        Iterator<T> lines = csv.build(handler, line).iterator();
        if (!lines.hasNext()) {
            throw new CsvParseException("there is no line");
        }
        T record = lines.next();
        if (lines.hasNext()) {
            throw new CsvParseException("there is more than one line");
        }
        return record;
    }

    /**
     * @throws IllegalArgumentException if a column is not there
     */
    static void requireColumns(List<String> wanted, List<String> there) {
        List<String> lacking = new ArrayList<>(wanted);
        lacking.removeAll(there);
        if (!lacking.isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            "there is no column '%s'; the columns are %s",
                            String.join("', '", lacking), String.join(", ", there)));
        }
    }

    /** The innermost message, fit to be shown. */
    static String why(CsvParseException malformed) {
        Throwable cause = malformed.getCause();
        String message = cause == null ? malformed.getMessage() : cause.getMessage();
        return Excerpt.of(String.valueOf(message), MESSAGE_LENGTH);
    }
}
