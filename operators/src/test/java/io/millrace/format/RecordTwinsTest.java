package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.millrace.data.RecordParser;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.format.FormatConfig.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The same row is the same sample in every format, and hostile bytes are answered, not thrown up.
 */
class RecordTwinsTest {

    private static final char DELIMITER = ';';
    private static final List<String> COLUMNS = RecordParsers.columns(Records.SCHEMA);

    /** A row in the order of {@link #COLUMNS}: each field as CSV may spell it, unquoted. */
    @Provide
    Arbitrary<List<String>> rows() {
        Arbitrary<String> words =
                Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(6),
                        Arbitraries.of(
                                "red", "green", "1", "1.0", "NA", "", "true", "a\"b", ";\r\n"));
        Arbitrary<String> numbers =
                Arbitraries.oneOf(
                        Arbitraries.floats().map(String::valueOf),
                        Arbitraries.doubles().between(-1e30, 1e30).map(String::valueOf),
                        Arbitraries.integers().map(String::valueOf),
                        Arbitraries.of(
                                "", "NaN", "-inf", "null", "na", "007", "+5", ".5", "5.", "-0"));
        Arbitrary<String> flags = Arbitraries.of("true", "FALSE", "0", "1", "1.0", "", "NA");
        Arbitrary<String> times =
                Arbitraries.of("2001-01-01T00:01", "2001-01-01", "978307260000", "-1", "", "null");
        return Combinators.combine(
                        List.of(
                                words,
                                numbers,
                                words,
                                flags,
                                times,
                                numbers,
                                Arbitraries.of("no", "yes", "1", "true"),
                                Arbitraries.strings().ascii().ofMaxLength(5),
                                Arbitraries.of("k", "1", "007", "ünï", "a b"),
                                Arbitraries.of("1", "0", "0.25", "1e3", "", "null")))
                .as(fields -> fields);
    }

    @Property(tries = 500)
    void aRowIsTheSameSampleInEveryFormat(@ForAll("rows") List<String> fields)
            throws IOException, RejectedRecordException {
        CsvFile file = file(fields);
        byte[] row = file.next().value();
        Sample expected =
                RecordParsers.csv(Records.SCHEMA, DELIMITER, 1000, file.columns())
                        .parse(Records.of(row));

        for (Kind kind : Kind.values()) {
            FormatConfig format = new FormatConfig(kind, ',', 1000);
            byte[] value = new RowWriter(file, format, COLUMNS).write(Records.of(row));
            Sample actual = RecordParsers.create(format, Records.SCHEMA).parse(Records.of(value));
            Records.assertSame(actual, expected);
        }
    }

    /** A file of one row, with its columns in the reverse order. */
    private static CsvFile file(List<String> fields) throws IOException {
        StringBuilder header = new StringBuilder();
        StringBuilder row = new StringBuilder();
        for (int i = fields.size() - 1; i >= 0; i--) {
            header.append(COLUMNS.get(i)).append(i == 0 ? '\n' : DELIMITER);
            row.append('"').append(fields.get(i).replace("\"", "\"\"")).append('"');
            row.append(i == 0 ? '\n' : DELIMITER);
        }
        byte[] bytes = header.append(row).toString().getBytes(StandardCharsets.UTF_8);
        return CsvFile.read("twins.csv", new ByteArrayInputStream(bytes), DELIMITER);
    }

    @Property(tries = 500)
    void randomBytesAreASampleOrRejected(@ForAll byte[] bytes, @ForAll Kind kind) {
        assertSampleOrRejected(kind, bytes);
    }

    @Property(tries = 1000)
    void mutationsOfAGoodRecordAreASampleOrRejected(
            @ForAll("rows") List<String> fields, @ForAll Kind kind, @ForAll Random random)
            throws IOException {
        CsvFile file = file(fields);
        FormatConfig format = new FormatConfig(kind, ',', 1000);
        byte[] value = new RowWriter(file, format, COLUMNS).write(file.next());
        byte[] tokens = "{}[]\",:\\-+.eE0198ntNI \n\t\u0000\u00ff".getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            byte replacement =
                    random.nextBoolean()
                            ? tokens[random.nextInt(tokens.length)]
                            : (byte) random.nextInt();
            value[random.nextInt(value.length)] = replacement;
        }

        assertSampleOrRejected(kind, value);
    }

    private static void assertSampleOrRejected(Kind kind, byte[] value) {
        RecordParser parser = RecordParsersTest.parser(kind);
        assertThatCode(
                        () -> {
                            try {
                                assertKeepsItsPromises(parser.parse(Records.of(value)));
                            } catch (RejectedRecordException rejected) {
                                assertThat(rejected.getMessage()).matches("\\P{Cntrl}+");
                            }
                        })
                .doesNotThrowAnyException();
    }

    private static void assertKeepsItsPromises(Sample sample) {
        for (float input : sample.features().head()) {
            assertThat(Float.isInfinite(input)).isFalse();
        }
        int before = Records.SCHEMA.head() - 1;
        for (int index : sample.features().tailIndices()) {
            assertThat(index).isGreaterThan(before).isLessThan(Records.SCHEMA.width());
            before = index;
        }
        assertThat(sample.label()).isBetween(0.0, 3.0).isEqualTo(Math.rint(sample.label()));
        assertThat(sample.weight).isNotNegative().isFinite();
        assertThat(sample.key()).isNotEmpty();
    }
}
