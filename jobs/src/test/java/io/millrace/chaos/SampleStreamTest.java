package io.millrace.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.ConfigLoader;
import io.millrace.config.JobConfig;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.format.RecordParsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleStreamTest {

    private final SampleStream stream = new SampleStream(5);
    private RecordParser parser;

    @BeforeEach
    void readTheConfiguration(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("job.yaml"), LaboratoryJob.yaml("job", "localhost:9092"));
        JobConfig config = ConfigLoader.load(file, List.of(), Map.of());
        parser = RecordParsers.create(config.source().format(), config.learner().schema());
    }

    @Test
    void rowsAreSamplesOfTheJobWithTheirNumbersAsIds() throws RejectedRecordException {
        Map<String, Set<Integer>> partitions = new HashMap<>();
        Set<Double> labels = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            SampleStream.Row row = stream.row(i);
            Sample sample = parser.parse(record(row));
            assertThat(sample.id()).isEqualTo(Integer.toString(i));
            partitions.computeIfAbsent(sample.key(), k -> new HashSet<>()).add(row.partition());
            labels.add(sample.label());
        }
        assertThat(partitions).hasSize(4);
        assertThat(partitions.values()).allMatch(of -> of.size() == 1);
        assertThat(labels).containsExactlyInAnyOrder(0.0, 1.0);
    }

    @Test
    void aRowIsAFunctionOfTheSeedAndItsNumber() {
        assertThat(text(new SampleStream(5).row(77))).isEqualTo(text(stream.row(77)));
        assertThat(text(new SampleStream(6).row(77))).isNotEqualTo(text(stream.row(77)));
    }

    @Test
    void poisonIsNoSampleInAnyOfItsForms() {
        for (int i = 0; i < 8; i++) {
            for (SampleStream.Row row : stream.poison(i)) {
                assertThatThrownBy(() -> parser.parse(record(row)))
                        .as(text(row))
                        .isInstanceOf(RejectedRecordException.class);
            }
        }
        assertThatCode(() -> parser.parse(record(stream.row(0)))).doesNotThrowAnyException();
    }

    @Test
    void poisonLiesWhereTheSamplesOfItsModelDo() {
        for (int i = 0; i < 8; i++) {
            int number = i;
            List<SampleStream.Row> poison = stream.poison(number);
            assertThat(poison).allMatch(row -> row.partition() == stream.row(number).partition());
            assertThatThrownBy(() -> parser.parse(record(poison.get(8))))
                    .isInstanceOfSatisfying(
                            RejectedRecordException.class,
                            e -> assertThat(e.key()).isEqualTo(keyOf(number)));
        }
    }

    private String keyOf(int number) {
        try {
            return parser.parse(record(stream.row(number))).key();
        } catch (RejectedRecordException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(SampleStream.Row row) {
        return new String(row.value(), UTF_8);
    }

    private static RawRecord record(SampleStream.Row row) {
        return new RawRecord(null, row.value(), List.of(), "samples", row.partition(), 0, 0);
    }
}
