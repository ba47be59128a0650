package io.millrace.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.millrace.data.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes the rows of a CSV file as the values of records in any format, so that the parser of that
 * format makes the same sample of them as {@link RecordParsers#csv} makes of the row.
 *
 * <p>In JSON, what is spelled like a JSON number is written as that number, digit by digit; an
 * empty field as null; all else as a string. A row that is not CSV in UTF-8, or has too many or too
 * few fields, is passed on as it is, for the receiver to refuse.
 */
public final class RowWriter {

    private static final Pattern JSON_NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final int MAX_NUMBER_LENGTH = 1000;

    private final int width;
    private final CsvFields csv;
    private final FormatConfig format;
    private final String[] names;
    private final int[] fieldOf;
    private final JsonFactory json = new JsonFactory();

    /**
     * @param file where the rows are from
     * @param format what to write
     * @param names the columns to write, in this order
     * @throws IllegalArgumentException if the file has no such column
     */
    public RowWriter(CsvFile file, FormatConfig format, List<String> names) {
        CsvFields.requireColumns(names, file.columns());
        this.width = file.columns().size();
        this.csv = new CsvFields(file.delimiter());
        this.format = format;
        this.names = names.toArray(String[]::new);
        this.fieldOf = names.stream().mapToInt(file.columns()::indexOf).toArray();
    }

    /** The value of the record that this row becomes. */
    public byte[] write(RawRecord row) {
        byte[] bytes = row.value();
        if (bytes == null) {
            throw new IllegalArgumentException("a row of a file has a value");
        }
        if (!Utf8.isValid(bytes)) {
            return bytes;
        }
        String[] fields;
        try {
            fields = csv.split(Utf8.decode(bytes));
        } catch (CsvParseException malformed) {
            return bytes;
        }
        return fields.length == width ? write(fields) : bytes;
    }

    private byte[] write(String[] fields) {
        return switch (format.kind()) {
            case JSON -> writeJson(fields, true);
            case JSON_ARRAY -> writeJson(fields, false);
            case CSV -> writeCsv(fields);
        };
    }

    private byte[] writeJson(String[] fields, boolean named) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(out)) {
            if (named) {
                generator.writeStartObject();
            } else {
                generator.writeStartArray();
            }
            for (int i = 0; i < names.length; i++) {
                if (named) {
                    generator.writeFieldName(names[i]);
                }
                writeValue(generator, fields[fieldOf[i]]);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void writeValue(JsonGenerator generator, String field) throws IOException {
        if (field.isEmpty()) {
            generator.writeNull();
        } else if (field.length() <= MAX_NUMBER_LENGTH && JSON_NUMBER.matcher(field).matches()) {
            generator.writeNumber(field);
        } else {
            generator.writeString(field);
        }
    }

    private byte[] writeCsv(String[] fields) {
        String[] chosen = new String[fieldOf.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = fields[fieldOf[i]];
        }
        StringWriter line = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder()
                        .fieldSeparator(format.delimiter())
                        .lineDelimiter(LineDelimiter.LF)
                        .bufferSize(0)
                        .build(line)) {
            writer.writeRecord(chosen);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        line.getBuffer().setLength(line.getBuffer().length() - 1);
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }
}
