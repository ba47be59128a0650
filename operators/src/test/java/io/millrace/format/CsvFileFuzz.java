package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.RawRecord;
import io.millrace.data.Schema;
import io.millrace.fuzz.Hostile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Files by a stranger, plain or packed: their rows, and the schema that is found in them. */
final class CsvFileFuzz {

    private CsvFileFuzz() {}

    private static final int FACTOR = 512;

    static void rows(byte[] file) {
        Hostile.read(size(file), FACTOR, IOException.class, () -> read(file));
    }

    private static List<RawRecord> read(byte[] file) throws IOException {
        List<RawRecord> rows = new ArrayList<>();
        try (CsvFile csv = open(file)) {
            assertThat(csv.columns()).isNotEmpty().doesNotHaveDuplicates().doesNotContain("");
            for (RawRecord row = csv.next(); row != null; row = csv.next()) {
                assertThat(row.value()).isNotEmpty();
                assertThat(row.offset()).isEqualTo(rows.size());
                rows.add(row);
            }
        }
        return rows;
    }

    static void schema(byte[] file) {
        Hostile.read(size(file), FACTOR, IOException.class, () -> infer(file));
    }

    /** Whoever names the columns is no stranger: their mistakes are told by another exception. */
    private static SchemaInference.Result infer(byte[] file) throws IOException {
        try (CsvFile csv = open(file)) {
            String last = csv.columns().get(csv.columns().size() - 1);
            SchemaInference.Result result =
                    SchemaInference.infer(csv, SchemaHints.of(last, Set.of()));
            Schema schema = result.schema();
            assertThat(schema.features()).hasSize(csv.columns().size() - 1);
            assertThat(schema.target().name()).isEqualTo(last);
            assertThat(result.description()).doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
            RecordParsers.csv(schema, csv.delimiter(), 1000, csv.columns());
            return result;
        } catch (IllegalArgumentException unlearnable) {
            throw new IOException(unlearnable.getMessage(), unlearnable);
        }
    }

    /**
     * Bytes of text: of a packed file those that come out of it. Rows of one letter take much
     * memory for each, packed or not.
     */
    private static int size(byte[] file) {
        byte[] block = new byte[1 << 16];
        int unpacked = 0;
        try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(file))) {
            for (int read = text.read(block); read >= 0; read = text.read(block)) {
                unpacked += read;
            }
        } catch (IOException plainOrCutShort) {
            // What came out until here counts.
        }
        return Math.max(file.length, unpacked);
    }

    private static CsvFile open(byte[] file) throws IOException {
        return CsvFile.read("file.csv", new ByteArrayInputStream(file), ',');
    }
}
