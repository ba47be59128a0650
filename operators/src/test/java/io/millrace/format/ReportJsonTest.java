package io.millrace.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Counts;
import io.millrace.data.Report;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ReportJsonTest {

    private static final Counts COUNTS =
            new Counts(9, 4, 1, 2, Map.of("unparsable", 1L, "empty", 1L));

    private static Report report(Report.Kind kind, Map<String, Double> metrics) {
        Map<String, Long> classes = new LinkedHashMap<>();
        classes.put("yes", 3L);
        classes.put("no", 4L);
        return new Report(
                "k\"ey",
                kind,
                -5,
                7,
                7,
                COUNTS,
                metrics,
                Map.of("noChange", metrics),
                metrics,
                metrics,
                classes,
                new long[][] {{1, 2}, {3, 4}});
    }

    @Test
    void writesFieldsInAFixedOrder() {
        assertThat(
                        new String(
                                ReportJson.write(report(Report.Kind.COUNT, Map.of("auc", 0.5))),
                                UTF_8))
                .isEqualTo(
                        "{\"key\":\"k\\\"ey\",\"kind\":\"count\",\"from\":-5,\"to\":7,\"samples\":7,"
                                + "\"counts\":{\"in\":9,\"learned\":4,\"pending\":1,\"masked\":2,"
                                + "\"deadLettered\":{\"empty\":1,\"unparsable\":1}},"
                                + "\"metrics\":{\"auc\":0.5},\"baselines\":{\"noChange\":{\"auc\":0.5}},"
                                + "\"cumulative\":{\"auc\":0.5},\"fading\":{\"auc\":0.5},"
                                + "\"classes\":{\"yes\":3,\"no\":4},\"confusion\":[[1,2],[3,4]]}");
    }

    @Test
    void readsWhatItWrote() throws IOException {
        for (Report.Kind kind : Report.Kind.values()) {
            Report report = report(kind, Map.of("accuracy", 1 / 3.0));
            Report read = ReportJson.read(ReportJson.write(report));
            assertThat(read).usingRecursiveComparison().isEqualTo(report);
            assertThat(read.classes().keySet()).containsExactly("yes", "no");
        }
    }

    @Test
    void writesNullForAConfusionThatIsNotKept() throws IOException {
        Report report =
                new Report(
                        "",
                        Report.Kind.EVENT_TIME,
                        0,
                        1,
                        1,
                        COUNTS,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        null);
        String json = new String(ReportJson.write(report), UTF_8);
        assertThat(json).contains("\"kind\":\"eventTime\"").contains("\"confusion\":null");
        assertThat(ReportJson.read(json.getBytes(UTF_8))).isEqualTo(report);
    }

    @Property(tries = 200)
    void readsEveryNumberBackToTheBit(
            @ForAll @DoubleRange(min = -Double.MAX_VALUE, max = Double.MAX_VALUE) double value)
            throws IOException {
        Report read =
                ReportJson.read(ReportJson.write(report(Report.Kind.COUNT, Map.of("rmse", value))));
        assertThat(Double.doubleToRawLongBits(read.metrics().get("rmse")))
                .isEqualTo(Double.doubleToRawLongBits(value));
    }

    @Test
    void writesTheShortestDecimalOnEveryJdk() {
        // Double.toString before JDK 19 gives 1.9999999999999998E23.
        byte[] json = ReportJson.write(report(Report.Kind.COUNT, Map.of("mae", 2e23)));
        assertThat(new String(json, UTF_8)).contains("\"mae\":2.0E23");
    }

    @Test
    void ignoresFieldsOfALaterVersion() throws IOException {
        String json = new String(ReportJson.write(report(Report.Kind.COUNT, Map.of())), UTF_8);
        Report read =
                ReportJson.read(json.replace("{\"key\"", "{\"new\":[1],\"key\"").getBytes(UTF_8));
        assertThat(read.samples()).isEqualTo(7);
    }

    @Test
    void refusesWhatIsNotAReport() {
        String json = new String(ReportJson.write(report(Report.Kind.COUNT, Map.of())), UTF_8);
        assertThatThrownBy(() -> ReportJson.read("{\"key\":".getBytes(UTF_8)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ReportJson.read("{}".getBytes(UTF_8)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () ->
                                ReportJson.read(
                                        json.replace("\"kind\":\"count\"", "\"kind\":\"x\"")
                                                .getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("kind");
        assertThatThrownBy(
                        () ->
                                ReportJson.read(
                                        json.replace("\"samples\":7", "\"samples\":null")
                                                .getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("samples");
        assertThatThrownBy(
                        () ->
                                ReportJson.read(
                                        json.replace("\"metrics\":{}", "\"metrics\":null")
                                                .getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("metrics");
    }
}
