package io.millrace.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import io.millrace.data.RejectReason;
import io.millrace.data.RejectedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One line of CSV (RFC 4180) a record, with or without a line break at its end. Columns that the
 * schema does not name are skipped.
 */
final class CsvLineParser extends TextRecordParser {

    private static final long serialVersionUID = 1L;

    private final transient CsvFields csv;
    private final transient int[] columnAt;

    /**
     * @param order the names of the line's fields
     */
    CsvLineParser(Recipe recipe, Columns columns, List<String> order) {
        super(recipe, columns);
        this.csv = new CsvFields(recipe.format().delimiter());
        this.columnAt = order.stream().mapToInt(columns.names()::indexOf).toArray();
    }

    @Override
    void read(byte[] text, int start) throws RejectedRecordException {
        String line = new String(text, start, text.length - start, StandardCharsets.UTF_8);
        int count;
        try {
            count = csv.read(new Fields(), line);
        } catch (CsvParseException malformed) {
            throw assembler.reject(
                    RejectReason.UNPARSABLE, "not one line of CSV: " + CsvFields.why(malformed));
        }
        if (count != columnAt.length) {
            throw assembler.reject(
                    RejectReason.WRONG_WIDTH,
                    String.format(
                            "the line has %d fields; allowed are %d", count, columnAt.length));
        }
    }

    /** Passes the fields on as they are found, without making strings of them. */
    private final class Fields extends AbstractBaseCsvCallbackHandler<Integer> {

        private final FieldValue value = new FieldValue();

        @Override
        protected void handleField(
                int index, char[] buffer, int offset, int length, boolean quoted) {
            if (index < columnAt.length && columnAt[index] >= 0) {
                assembler.set(
                        columnAt[index], value.set(FieldValue.Kind.TEXT, buffer, offset, length));
            }
        }

        @Override
        protected Integer buildRecord() {
            return getFieldCount();
        }
    }
}
