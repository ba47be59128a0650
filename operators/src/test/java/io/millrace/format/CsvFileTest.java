package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.RawRecord;
import io.millrace.data.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFileTest {

    private static CsvFile file(byte[] bytes) throws IOException {
        return CsvFile.read("f.csv", new ByteArrayInputStream(bytes), ',');
    }

    private static CsvFile file(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> rows(CsvFile file) throws IOException {
        List<String> rows = new ArrayList<>();
        for (RawRecord row = file.next(); row != null; row = file.next()) {
            assertThat(row.offset()).isEqualTo(rows.size());
            rows.add(new String(row.value(), StandardCharsets.UTF_8));
        }
        return rows;
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void givesTheBytesOfEachRowWithoutItsLineBreak() throws IOException {
        CsvFile file =
                file("\uFEFFa,\"b \"\"1\"\"\"\r\n1,\"x,y\"\r\n\r\n\n 2,\"line\r\nbreak\"\n3,4");

        assertThat(file.columns()).isEqualTo(List.of("a", "b \"1\""));
        assertThat(rows(file)).isEqualTo(List.of("1,\"x,y\"", " 2,\"line\r\nbreak\"", "3,4"));
        assertThat(file.next()).isNull();
    }

    @Test
    void keepsStrayQuotesAndCarriageReturnsAsTheyAre() throws IOException {
        CsvFile file = file("a,b\n5\" pipe,\"\"\na\rb,\"x\"y\n");

        assertThat(rows(file)).isEqualTo(List.of("5\" pipe,\"\"", "a\rb,\"x\"y"));
    }

    @Test
    void aRowSaysWhereItIsFrom() throws IOException {
        RawRecord row = file("a,b\n1,2\n").next();

        assertThat(row.topic()).isEqualTo("f.csv");
        assertThat(row.partition()).isZero();
        assertThat(row.offset()).isZero();
        assertThat(row.timestamp()).isEqualTo(Sample.NO_TIME);
        assertThat(row.key()).isNull();
        assertThat(row.headers()).isEmpty();
    }

    @Test
    void readsGzipWhateverTheNameAndCountsTheBytesOnDisk(@TempDir Path folder) throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(",x\n");
        }
        byte[] bytes = zipped(text.toString().getBytes(StandardCharsets.UTF_8));
        Path path = Files.write(folder.resolve("data.csv"), bytes);

        try (CsvFile file = CsvFile.open(path, ',')) {
            assertThat(rows(file)).hasSize(20_000).startsWith("0,x").endsWith("19999,x");
            assertThat(file.bytesRead()).isEqualTo(bytes.length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "'\n\n', is empty",
        "'a,b,a\n', 'names the column ''a'' twice'",
        "'a,,b\n', 'column 2 has no name'",
        "'a,\"b\n1,2\n', is not CSV"
    })
    void refusesAFileWithoutAGoodHeader(String text, String message) {
        assertThatThrownBy(() -> file(text))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("f.csv: ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() {
        assertThatThrownBy(() -> file("é,b\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not valid UTF-8");
    }

    @Test
    void namesTheFileThatIsCutShort() throws IOException {
        byte[] whole = zipped("a,b\n1,2\n".repeat(100).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> rows(file(Arrays.copyOf(whole, whole.length - 12))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("f.csv: ");
    }

    @Test
    void refusesARowWithoutEnd() throws IOException {
        CsvFile file = file("a,b\n1,2\n1,\"" + "x".repeat(17 << 20));
        file.next();

        assertThatThrownBy(file::next)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "row 1 is longer than 16777216 bytes; is a quote not closed?");
    }
}
