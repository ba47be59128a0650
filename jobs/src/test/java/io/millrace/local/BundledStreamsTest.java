package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Feature;
import io.millrace.data.LearningEvent;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Report;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.CsvFile;
import io.millrace.format.RecordParsers;
import io.millrace.format.SchemaHints;
import io.millrace.format.SchemaInference;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What ships with the project can be read, understood and learned as it is. */
class BundledStreamsTest {

    private static final int MAX_ROW_BYTES = 1000;

    private static CsvFile open(String name) throws IOException {
        return CsvFile.read(name, BundledStreamsTest.class.getResourceAsStream(name), ',');
    }

    private static SchemaInference.Result infer(String name, String label, String... exclude)
            throws IOException {
        try (CsvFile file = open(name)) {
            return SchemaInference.infer(file, SchemaHints.of(label, Set.of(exclude)));
        }
    }

    /** The report over the first rows, each scored before it is learned. */
    private static Report learn(String name, Schema schema, int rows)
            throws IOException, RejectedRecordException {
        Learner learner = new Learner(LearningEvent.ONE_MODEL, LearnerConfig.defaults(schema));
        try (CsvFile file = open(name)) {
            RecordParser parser = RecordParsers.csv(schema, ',', MAX_ROW_BYTES, file.columns());
            RawRecord row = file.next();
            for (; row != null && row.offset() < rows; row = file.next()) {
                learner.learn(parser.parse(row));
            }
        }
        return learner.report();
    }

    private static void assertBeatsTheMajority(Report report) {
        Map<String, Double> majority = report.baselines().get("majority");
        assertThat(report.metrics().get("accuracy")).isGreaterThan(majority.get("accuracy"));
        assertThat(report.metrics().get("logLoss")).isLessThan(majority.get("logLoss"));
    }

    @Test
    void flightsAreUnderstoodAndLearned() throws IOException, RejectedRecordException {
        SchemaInference.Result flights = infer("flights.csv.gz", "late", "delay");

        assertThat(flights.rows()).isEqualTo(300_000);
        assertThat(flights.schema().features())
                .extracting(Feature::name)
                .containsExactly("time", "origin", "destination", "distance");
        assertThat(flights.schema().timeField()).contains("time");
        assertThat(flights.schema().target())
                .isEqualTo(new Target.Classification("late", List.of("0", "1")));
        assertBeatsTheMajority(learn("flights.csv.gz", flights.schema(), 5_000));
    }

    @Test
    void digitsAreUnderstoodAndLearned() throws IOException, RejectedRecordException {
        SchemaInference.Result digits = infer("digits.csv.gz", "label");

        Report report = learn("digits.csv.gz", digits.schema(), Integer.MAX_VALUE);

        assertThat(digits.schema().numeric()).isEqualTo(64);
        assertThat(report.samples()).isEqualTo(1_797).isEqualTo(report.counts().in());
        assertBeatsTheMajority(report);
        assertThat(report.metrics().get("accuracy")).isGreaterThan(0.9);
    }
}
