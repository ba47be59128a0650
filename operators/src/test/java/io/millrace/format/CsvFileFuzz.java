package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.RawRecord;
import io.millrace.data.Schema;
import io.millrace.fuzz.Hostile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Files by a stranger, plain or packed: their rows, and the schema that is found in them. */
final class CsvFileFuzz {

    private CsvFileFuzz() {}

    private static final int FACTOR = 512;

    /** A packed byte is a thousand at most, of which copies are made on the way. */
    private static final int PACKED_FACTOR = 16 << 10;

    static void rows(byte[] file) {
        Hostile.read(file.length, factor(file), IOException.class, () -> read(file));
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
        Hostile.read(file.length, factor(file), IOException.class, () -> infer(file));
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

    private static int factor(byte[] file) {
        return file.length > 0 && file[0] == 0x1f ? PACKED_FACTOR : FACTOR;
    }

    private static CsvFile open(byte[] file) throws IOException {
        return CsvFile.read("file.csv", new ByteArrayInputStream(file), ',');
    }
}
