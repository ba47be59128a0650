package io.millrace.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Counts;
import io.millrace.data.Report;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoPictureTest {

    private static DemoPicture.State state(@Nullable Report report) {
        double[] curve = {0.5, 0.6, 0.65, 0.7};
        double[] toBeat = {0.5, 0.5, 0.5, 0.5};
        return new DemoPicture.State(
                "Will this flight be late?",
                Duration.ofSeconds(83),
                "learning",
                4_006,
                8_000,
                12_345,
                "auc",
                report == null ? new double[0] : curve,
                report == null ? new double[0] : toBeat,
                8,
                report,
                Map.of("unparsable", 4L, "empty", 2L),
                Map.of("Flink", "http://localhost:8081"));
    }

    private static Report report() {
        Map<String, Long> classes = new LinkedHashMap<>();
        classes.put("0", 750L);
        classes.put("1", 250L);
        return new Report(
                "",
                Report.Kind.COUNT,
                3000,
                4000,
                1000,
                new Counts(4006, 4000, 0, 0, Map.of("unparsable", 4L, "empty", 2L)),
                Map.of("accuracy", 0.8, "auc", 0.7),
                Map.of("majority", Map.of("accuracy", 0.75, "auc", 0.5)),
                Map.of("accuracy", 0.78, "auc", 0.68),
                Map.of(),
                classes,
                null);
    }

    private static List<String> draw(DemoPicture.State state, int columns) {
        return draw(state, columns, 24);
    }

    private static List<String> draw(DemoPicture.State state, int columns, int rows) {
        return DemoPicture.draw(state, columns, rows).stream()
                .map(line -> line.render(columns, false))
                .toList();
    }

    @Test
    void showsWhatAPersonWantsToKnow() {
        assertThat(String.join("\n", draw(state(report()), 80)))
                .contains("Will this flight be late?", "1:23")
                .contains("4,006 of 8,000  50 %")
                .contains("AUC  0.7000 (line)   to beat 0.5000 (dots)", "12,345 samples/s")
                .contains("accuracy                 0.8000       0.7500       0.7800")
                .contains("0 75.0 % ███████▌", "1 25.0 % ██▌")
                .contains("learned 4,000   pending 0   masked 0   dead letters 6")
                .contains("empty 2, unparsable 4")
                .contains("http://localhost:8081");
    }

    @Test
    void saysWhatIsGoingOnBeforeTheFirstReport() {
        DemoPicture.State state = state(null);
        assertThat(String.join("\n", draw(state, 80))).contains("Will this flight be late?");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 80, 200})
    void fitsTheWidthOfTheTerminal(int columns) {
        assertThat(draw(state(report()), columns)).allMatch(line -> line.length() <= columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 30, 40, 60})
    void fitsTheHeightOfTheTerminal(int rows) {
        assertThat(draw(state(report()), 80, rows)).hasSizeLessThan(rows);
    }

    @Test
    void keepsItsHeightSoThatItCanBeRedrawnInPlace() {
        assertThat(draw(state(report()), 60)).hasSameSizeAs(draw(state(report()), 120));
    }
}
