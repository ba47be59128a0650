package io.millrace.cli;

import io.millrace.cli.draw.Line;
import io.millrace.cli.draw.Scatter;
import io.millrace.cli.draw.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a search has found, for people: a table of the best, and a picture of all. */
final class TuneTable {

    private static final int SHOWN = 10;
    private static final int WIDTH = 72;
    private static final int HEIGHT = 12;

    private final Metric metric;
    private final List<Trial> ranked;

    /**
     * @param ranked the best first
     */
    TuneTable(Metric metric, List<Trial> ranked) {
        this.metric = metric;
        this.ranked = ranked;
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        table(lines);
        lines.add(Line.EMPTY);
        picture(lines);
        return lines;
    }

    /** The best, and what was configured if it is not among them. */
    private void table(List<Line> lines) {
        List<String> keys = varied();
        List<List<String>> rows = new ArrayList<>();
        rows.add(heading(keys));
        List<Trial> shown =
                ranked.stream()
                        .filter(trial -> ranked.indexOf(trial) < SHOWN || trial.asConfigured())
                        .toList();
        shown.forEach(trial -> rows.add(row(trial, keys)));
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            Style style = r == 0 ? Style.TITLE : Style.PLAIN;
            style = r > 0 && shown.get(r - 1).asConfigured() ? Style.BASELINE : style;
            lines.add(Line.of(r == 1 ? Style.GOOD : style, joined(rows.get(r), widths)));
        }
    }

    private List<String> varied() {
        Set<String> keys = new LinkedHashSet<>();
        ranked.forEach(trial -> keys.addAll(trial.settings().keySet()));
        return List.copyOf(keys);
    }

    private List<String> heading(List<String> keys) {
        List<String> row = new ArrayList<>(List.of("", "trial", metric.title(), "µs/row"));
        keys.forEach(key -> row.add(shortName(key)));
        return row;
    }

    /** {@code optimizer} for {@code optimizer.type}, {@code l2} for {@code train.l2}. */
    private static String shortName(String key) {
        int dot = key.lastIndexOf('.');
        String last = key.substring(dot + 1);
        return last.equals("type") || last.equals("method") ? key.substring(0, dot) : last;
    }

    private List<String> row(Trial trial, List<String> keys) {
        List<String> row =
                new ArrayList<>(
                        List.of(
                                String.valueOf(ranked.indexOf(trial) + 1),
                                trial.asConfigured() ? "as it was" : String.valueOf(trial.number()),
                                metric.format(trial.value()),
                                String.format(Locale.ROOT, "%.2f", trial.microsPerRow())));
        keys.forEach(key -> row.add(trial.setting(key)));
        return row;
    }

    private static String joined(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append("  ").append(String.format("%" + widths[i] + "s", row.get(i)));
        }
        return line.toString();
    }

    /** The metric against the learning rate, by model. */
    private void picture(List<Line> lines) {
        List<List<Integer>> models =
                ranked.stream()
                        .map(TuneTable::hidden)
                        .distinct()
                        .sorted(Comparator.comparing(TuneTable::units))
                        .toList();
        List<Scatter.Point> points = new ArrayList<>();
        for (int i = ranked.size() - 1; i >= 0; i--) {
            Trial trial = ranked.get(i);
            points.add(
                    new Scatter.Point(
                            trial.config().train().optimizer().learningRate(),
                            trial.value(),
                            models.indexOf(hidden(trial))));
        }
        double[] values =
                ranked.stream().mapToDouble(Trial::value).filter(Double::isFinite).toArray();
        if (values.length < 2) {
            return;
        }
        // Those that came to nothing would press all others into one line.
        double best = values[0];
        double usual = values[(values.length - 1) * 3 / 4];
        double last = values[values.length - 1];
        double worst = Math.abs(best - last) > 3 * Math.abs(best - usual) ? usual : last;
        lines.add(Line.of("  " + metric.title() + " against learning rate"));
        lines.addAll(
                Scatter.draw(points, Math.min(best, worst), Math.max(best, worst), WIDTH, HEIGHT));
        lines.add(Scatter.legend(models.stream().map(TuneTable::model).toList()));
        long beyond = Arrays.stream(values).filter(v -> (v - worst) * (worst - best) > 0).count();
        if (beyond > 0) {
            lines.add(Line.of(Style.DIM, "        " + beyond + " worse than the edge"));
        }
    }

    private static List<Integer> hidden(Trial trial) {
        return trial.config().train().model().hidden();
    }

    private static int units(List<Integer> hidden) {
        return hidden.stream().mapToInt(Integer::intValue).sum();
    }

    private static String model(List<Integer> hidden) {
        return hidden.isEmpty() ? "linear" : hidden.toString();
    }
}
