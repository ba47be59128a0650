package io.millrace.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Map<String, Double> MODEL =
            Map.of("logLoss", 0.4, "kappa", 0.1, "accuracy", 0.8);

    private static Map<String, Map<String, Double>> baselines() {
        Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
        baselines.put("noChange", Map.of("accuracy", 0.9, "logLoss", 7.0));
        baselines.put("majority", Map.of("accuracy", 0.7, "logLoss", 6.0));
        return baselines;
    }

    @Test
    void setsTheModelBesideTheBaselines() {
        assertThat(Comparison.of(MODEL, baselines(), Map.of(), 9))
                .extracting(line -> line.render(100, false))
                .containsExactly(
                        "                            model    no change     majority",
                        "  accuracy                 0.8000       0.9000       0.7000",
                        "  log loss                 0.4000       7.0000       6.0000",
                        "  kappa                    0.1000            -            -");
    }

    @Test
    void praisesTheModelOnlyWhereItBeatsAll() {
        List<Line> lines = Comparison.of(MODEL, baselines(), Map.of(), 9);
        assertThat(lines.get(1).render(100, true)).contains(Style.WARN.apply("       0.8000"));
        assertThat(lines.get(2).render(100, true)).contains(Style.GOOD.apply("       0.4000"));
    }

    @Test
    void showsALongerStretchBeside() {
        assertThat(Comparison.of(MODEL, Map.of(), Map.of("accuracy", 0.75), 1))
                .extracting(line -> line.render(100, false))
                .containsExactly(
                        "                            model  since start",
                        "  accuracy                 0.8000       0.7500");
    }

    @Test
    void writesLargeFiguresWithFewerDigits() {
        assertThat(Comparison.format(0.12345)).isEqualTo("0.1235");
        assertThat(Comparison.format(123.456)).isEqualTo("123.46");
        assertThat(Comparison.format(1234567.8)).isEqualTo("1,234,568");
        assertThat(Comparison.format(-1234567890123.0)).isEqualTo("-1.2346e+12");
        assertThat(Comparison.format(null)).isEqualTo("-");
    }

    @Test
    void setsTwoModelsSideBySideAndPraisesTheBetter() {
        Map<String, Double> other = Map.of("logLoss", 0.5, "accuracy", 0.85, "auc", 0.9);
        List<Line> lines = Comparison.pair(MODEL, other);
        assertThat(lines)
                .extracting(line -> line.render(100, false))
                .containsExactly(
                        "                                A            B        B − A",
                        "  accuracy                 0.8000       0.8500      +0.0500",
                        "  log loss                 0.4000       0.5000      +0.1000");
        assertThat(lines.get(1).render(100, true)).contains(Style.GOOD.apply("       0.8500"));
        assertThat(lines.get(2).render(100, true)).contains(Style.GOOD.apply("       0.4000"));
        assertThat(Comparison.signed(-0.25)).isEqualTo("−0.2500");
    }
}
