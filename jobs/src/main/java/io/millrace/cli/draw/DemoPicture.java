package io.millrace.cli.draw;

import io.millrace.data.Counts;
import io.millrace.data.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The live picture of a learning job: from what is known of it to lines of text. */
public final class DemoPicture {

    /** Lines that are always there, without the curve and the table's metrics. */
    private static final int FIXED = 14;

    private static final int TALL = 30;
    private static final int NARROWEST = 40;
    private static final int WIDEST = 110;

    private DemoPicture() {}

    /**
     * What is known of the job at one instant.
     *
     * @param title what is being learned
     * @param elapsed since the first record was sent
     * @param phase what is going on
     * @param done records that the job has accounted for, of {@code total}
     * @param samplesPerSecond of late; 0 if not known yet
     * @param metric the metric of the curve
     * @param curve its value in each window so far; NaN where undefined
     * @param toBeat the same of the baseline to beat
     * @param windows windows that the whole stream will have
     * @param report the newest report, null before the first
     * @param deadLetters by reason
     * @param places named addresses for the person to look at
     */
    public record State(
            String title,
            Duration elapsed,
            String phase,
            long done,
            long total,
            double samplesPerSecond,
            String metric,
            double[] curve,
            double[] toBeat,
            int windows,
            @Nullable Report report,
            Map<String, Long> deadLetters,
            Map<String, String> places) {}

    /**
     * Draws the picture.
     *
     * @param columns of the terminal; the picture uses {@value #NARROWEST} to {@value #WIDEST}
     * @param rows of the terminal; of those that are left the curve gets most
     */
    public static List<Line> draw(State state, int columns, int rows) {
        int metrics = rows < TALL ? 4 : 6;
        int curve = Math.max(3, Math.min(rows - 1 - FIXED - metrics, 10));
        int width = Math.max(NARROWEST, Math.min(columns - 1, WIDEST));
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        lines.add(title(state, width));
        lines.add(progress(state, width));
        lines.add(Line.EMPTY);
        lines.add(curveTitle(state, width));
        lines.addAll(Curve.draw(state.curve, state.toBeat, state.windows, width, curve));
        lines.add(Line.EMPTY);
        Report report = state.report;
        if (report != null) {
            lines.addAll(
                    Comparison.of(
                            report.metrics(), report.baselines(), report.cumulative(), metrics));
            lines.add(Line.EMPTY);
            if (!report.classes().isEmpty()) {
                lines.add(classes(report.classes(), width));
            }
            lines.add(counts(report.counts()));
            lines.add(deadLetters(state.deadLetters));
            lines.add(Line.EMPTY);
        }
        state.places.forEach(
                (name, place) ->
                        lines.add(Line.of(Style.DIM, String.format("  %-8s ", name)).add(place)));
        return lines;
    }

    private static Line title(State state, int width) {
        long seconds = state.elapsed.toSeconds();
        Line clock =
                Line.of(
                        Style.DIM,
                        String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60));
        return Line.of("  ").add(Style.TITLE, state.title).right(width, clock);
    }

    private static Line progress(State state, int width) {
        double share = state.total > 0 ? (double) state.done / state.total : 0;
        String figures =
                String.format(
                        Locale.ROOT, " %,d of %,d  %.0f %%", state.done, state.total, 100 * share);
        int bar = Math.max(5, width - 2 - figures.length());
        return Line.of("  ").add(Style.MODEL, Bar.of(share, bar)).add(Style.DIM, figures);
    }

    private static Line curveTitle(State state, int width) {
        double now = last(state.curve);
        Line line = Line.of("  ").add(Style.TITLE, Comparison.title(state.metric));
        if (!Double.isNaN(now)) {
            line = line.add("  ").add(Style.MODEL, Comparison.format(now) + " (line)");
        }
        double other = last(state.toBeat);
        if (!Double.isNaN(other)) {
            line = line.add(Style.BASELINE, "   to beat " + Comparison.format(other) + " (dots)");
        }
        String rate =
                state.samplesPerSecond > 0
                        ? String.format(Locale.ROOT, "%,.0f samples/s", state.samplesPerSecond)
                        : state.phase;
        return line.right(width, Line.of(Style.TITLE, rate));
    }

    private static double last(double[] values) {
        for (int i = values.length - 1; i >= 0; i--) {
            if (Double.isFinite(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }

    private static Line classes(Map<String, Long> classes, int width) {
        long all = Math.max(1, classes.values().stream().mapToLong(Long::longValue).sum());
        Line line = Line.of("  classes  ");
        for (Map.Entry<String, Long> entry : classes.entrySet()) {
            double share = (double) entry.getValue() / all;
            String name = String.format(Locale.ROOT, "%s %.1f %%", entry.getKey(), 100 * share);
            if (line.width() + name.length() + 14 > width) {
                return line.add(Style.DIM, "...");
            }
            line = line.add(name + " ").add(Style.MODEL, Bar.of(share, 10)).add("  ");
        }
        return line;
    }

    private static Line counts(Counts counts) {
        return Line.of(
                        String.format(
                                Locale.ROOT,
                                "  learned %,d   pending %,d   masked %,d   dead letters ",
                                counts.learned(),
                                counts.pending(),
                                counts.masked()))
                .add(
                        counts.rejected() > 0 ? Style.WARN : Style.PLAIN,
                        String.format(Locale.ROOT, "%,d", counts.rejected()));
    }

    private static Line deadLetters(Map<String, Long> byReason) {
        String reasons =
                new TreeMap<>(byReason)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(", "));
        return Line.of(Style.DIM, reasons.isEmpty() ? "" : "  " + reasons);
    }
}
