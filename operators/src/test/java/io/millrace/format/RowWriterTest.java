package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.format.FormatConfig.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowWriterTest {

    private static CsvFile file(byte[] row) throws IOException {
        byte[] header = "a;b;c\n".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[header.length + row.length];
        System.arraycopy(header, 0, bytes, 0, header.length);
        System.arraycopy(row, 0, bytes, header.length, row.length);
        return CsvFile.read("f.csv", new ByteArrayInputStream(bytes), ';');
    }

    private static String write(String row, Kind kind, String... columns) throws IOException {
        CsvFile file = file(row.getBytes(StandardCharsets.UTF_8));
        RowWriter writer = new RowWriter(file, new FormatConfig(kind, ',', 1000), List.of(columns));
        return new String(writer.write(file.next()), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1;-2.50;3e-7 | {\"a\":1,\"b\":-2.50,\"c\":3e-7}",
                "007;+5;.5 | {\"a\":\"007\",\"b\":\"+5\",\"c\":\".5\"}",
                ";\"\";NaN | {\"a\":null,\"b\":null,\"c\":\"NaN\"}",
                "true;ü;\"x;\"\"y\"\"\" | {\"a\":\"true\",\"b\":\"ü\",\"c\":\"x;\\\"y\\\"\"}",
                "0;-0;0.0 | {\"a\":0,\"b\":-0,\"c\":0.0}"
            })
    void writesNumbersAsTheyAreWrittenAndEmptyFieldsAsNull(String row, String json)
            throws IOException {
        assertThat(write(row, Kind.JSON, "a", "b", "c")).isEqualTo(json);
    }

    @Test
    void writesTheColumnsThatAreAskedForInTheOrderAskedFor() throws IOException {
        assertThat(write("1;2;3", Kind.JSON, "c", "a")).isEqualTo("{\"c\":3,\"a\":1}");
        assertThat(write("1;x;3", Kind.JSON_ARRAY, "c", "b")).isEqualTo("[3,\"x\"]");
        assertThat(write("1;\"x,y\";\"a\"\"b\"", Kind.CSV, "c", "b", "a"))
                .isEqualTo("\"a\"\"b\",\"x,y\",1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1;2", "1;2;3;4", "1;\"2\"x;3", "1;\"2;3"})
    void passesOnWhatItCannotRead(String row) throws IOException {
        assertThat(write(row, Kind.JSON, "a", "b", "c")).isEqualTo(row);
    }

    @Test
    void passesOnWhatIsNotUtf8() throws IOException {
        byte[] row = "é;2;3".getBytes(StandardCharsets.ISO_8859_1);
        CsvFile file = file(row);
        RowWriter writer = new RowWriter(file, FormatConfig.defaults(), file.columns());

        assertThat(writer.write(file.next())).isEqualTo(row);
    }

    @Test
    void namesTheColumnThatIsNotThere() {
        assertThatThrownBy(() -> write("1;2;3", Kind.JSON, "a", "d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no column 'd'; the columns are a, b, c");
    }
}
