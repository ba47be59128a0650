package io.millrace.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.List;

/** The one dialect of CSV that is read here: RFC 4180 to the letter, with any delimiter. */
final class CsvFields {

    private static final int MESSAGE_LENGTH = 200;

    private CsvFields() {}

    static CsvReader.CsvReaderBuilder reader(char delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .skipEmptyLines(true);
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
