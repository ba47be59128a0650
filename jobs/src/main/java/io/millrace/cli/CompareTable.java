package io.millrace.cli;

import io.millrace.cli.draw.Comparison;
import io.millrace.cli.draw.Curve;
import io.millrace.cli.draw.Line;
import io.millrace.cli.draw.Style;
import io.millrace.config.Settings;
import io.millrace.data.Feature;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.compare.BlockBootstrap;
import io.millrace.learn.compare.McNemar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a comparison of two learners, A and B, has found, for people. */
final class CompareTable {

    private static final String FEATURES = "schema.features";
    private static final int WIDTH = 72;
    private static final int HEIGHT = 10;

    private CompareTable() {}

    /** The keys in which two learners differ, and the value of each in the first. */
    static Map<String, String> differences(LearnerConfig config, LearnerConfig other) {
        Map<String, String> differences = new LinkedHashMap<>(Settings.of(config));
        differences.entrySet().removeAll(Settings.of(other).entrySet());
        differences.computeIfPresent(FEATURES, (key, value) -> features(config));
        return differences;
    }

    private static String features(LearnerConfig config) {
        return config.schema().features().stream()
                .map(Feature::name)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** A line a learner that says in what it differs from the other. */
    static List<Line> heading(LearnerConfig a, LearnerConfig b) {
        return List.of(side("A", differences(a, b)), side("B", differences(b, a)));
    }

    private static Line side(String name, Map<String, String> differences) {
        return Line.of(Style.TITLE, "  " + name)
                .add(
                        differences.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining("  ", "  ", "")));
    }

    /** What became of the rows: of those of B only where that is something else. */
    static List<Line> counts(FileLearning.Result a, FileLearning.Result b, int pairs) {
        List<Line> lines = new ArrayList<>(RowCounts.describe(a.report().counts(), a.rejections()));
        if (!b.report().counts().equals(a.report().counts())) {
            lines.add(0, Line.of(Style.TITLE, "  A"));
            lines.add(Line.of(Style.TITLE, "  B"));
            lines.addAll(RowCounts.describe(b.report().counts(), b.rejections()));
        }
        lines.add(
                Line.of(
                        String.format(
                                Locale.ROOT,
                                "  compared on the %,d rows that both scored",
                                pairs)));
        return lines;
    }

    /** A line a test, with its meaning in words. */
    static List<Line> tests(PairedTests tests) {
        List<Line> lines = new ArrayList<>();
        tests.means().forEach((loss, mean) -> lines.add(verdict(Comparison.title(loss), mean)));
        McNemar coin = tests.mcNemar();
        if (coin != null) {
            lines.add(
                    Line.of(
                            String.format(
                                    Locale.ROOT,
                                    "  %,d rows that only A had right, %,d that only B:"
                                            + " McNemar's test p = %s (mid-p; for independent rows)",
                                    coin.onlyFirst(),
                                    coin.onlySecond(),
                                    probability(coin.midP()))));
        }
        if (!tests.means().isEmpty()) {
            lines.add(
                    Line.of(
                            Style.DIM,
                            "  95 % intervals of the mean difference a row, by block bootstrap:"
                                    + " rows need not be independent"));
        }
        return lines;
    }

    private static Line verdict(String loss, BlockBootstrap mean) {
        String figures =
                String.format(
                        Locale.ROOT,
                        "B − A = %s, 95 %% interval %s to %s, p = %s",
                        Comparison.signed(mean.mean()),
                        Comparison.signed(mean.low()),
                        Comparison.signed(mean.high()),
                        probability(mean.pValue()));
        if (!mean.significant()) {
            return Line.of(
                            Style.WARN,
                            "  no difference in " + loss + " that chance does not explain")
                    .add(": " + figures);
        }
        return Line.of(
                        Style.GOOD,
                        "  "
                                + (mean.mean() < 0 ? "B" : "A")
                                + " has the lower "
                                + loss
                                + ", by more than chance explains")
                .add(": " + figures);
    }

    private static String probability(double p) {
        return p < 0.0001 ? "under 0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }

    /** The sum of what B lost less than A, along the stream: it rises where B is better. */
    static List<Line> picture(String loss, double[] differences) {
        double[] sum = new double[differences.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (i > 0 ? sum[i - 1] : 0) - differences[i];
        }
        List<Line> lines = new ArrayList<>();
        lines.add(
                Line.of(
                        "  "
                                + Comparison.title(loss)
                                + " of A less that of B, summed along the rows: rising where B is"
                                + " better"));
        lines.addAll(Curve.draw(sum, new double[sum.length], sum.length, WIDTH, HEIGHT));
        return lines;
    }
}
