package io.millrace.cli;

import io.millrace.cli.draw.Line;
import io.millrace.cli.draw.Scatter;
import io.millrace.cli.draw.Style;
import io.millrace.cli.draw.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a search has found, for people: a table of the best, and a picture of all. */
final class TuneTable {

    private static final String RATE = "optimizer.learning-rate";
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
        picture(lines);
        return lines;
    }

    /** The best, and what was configured if it is not among them. */
    private void table(List<Line> lines) {
        List<String> keys = varied();
        Table table = new Table().row(heading(keys));
        List<Style> styles = new ArrayList<>(List.of(Style.TITLE));
        for (int rank = 0; rank < ranked.size(); rank++) {
            Trial trial = ranked.get(rank);
            if (rank < SHOWN || trial.asConfigured()) {
                table.row(row(rank, trial, keys));
                styles.add(rank == 0 ? Style.GOOD : style(trial));
            }
        }
        List<String> rows = table.lines();
        for (int row = 0; row < rows.size(); row++) {
            lines.add(Line.of(styles.get(row), rows.get(row)));
        }
    }

    private static Style style(Trial trial) {
        return trial.asConfigured() ? Style.BASELINE : Style.PLAIN;
    }

    private List<String> varied() {
        Set<String> keys = new LinkedHashSet<>();
        ranked.forEach(trial -> keys.addAll(trial.settings().keySet()));
        return List.copyOf(keys);
    }

    private String[] heading(List<String> keys) {
        List<String> row = new ArrayList<>(List.of("", "trial", metric.title(), "µs/row"));
        keys.forEach(key -> row.add(shortName(key)));
        return row.toArray(String[]::new);
    }

    /** {@code optimizer} for {@code optimizer.type}, {@code l2} for {@code train.l2}. */
    private static String shortName(String key) {
        int dot = key.lastIndexOf('.');
        String last = key.substring(dot + 1);
        return last.equals("type") || last.equals("method") ? key.substring(0, dot) : last;
    }

    private String[] row(int rank, Trial trial, List<String> keys) {
        List<String> row =
                new ArrayList<>(
                        List.of(
                                String.format(Locale.ROOT, "%4d", rank + 1),
                                trial.asConfigured() ? "as it was" : String.valueOf(trial.number()),
                                metric.format(trial.value()),
                                String.format(Locale.ROOT, "%6.2f", trial.microsPerRow())));
        keys.forEach(key -> row.add(trial.setting(key)));
        return row.toArray(String[]::new);
    }

    /** The metric against the learning rate, by model; nothing where no rate was tried. */
    private void picture(List<Line> lines) {
        List<Trial> drawn = ranked.stream().filter(TuneTable::hasRate).toList();
        double[] values =
                drawn.stream().mapToDouble(Trial::value).filter(Double::isFinite).toArray();
        if (values.length < 2) {
            return;
        }
        List<List<Integer>> models =
                drawn.stream()
                        .map(TuneTable::hidden)
                        .distinct()
                        .sorted(Comparator.comparing(TuneTable::units))
                        .toList();
        List<Scatter.Point> points = new ArrayList<>();
        for (int i = drawn.size() - 1; i >= 0; i--) {
            Trial trial = drawn.get(i);
            points.add(
                    new Scatter.Point(
                            trial.config().train().optimizer().learningRate(),
                            trial.value(),
                            models.indexOf(hidden(trial))));
        }
        lines.add(Line.EMPTY);
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

    /** Some optimizers have none, and a search need not try any. */
    private static boolean hasRate(Trial trial) {
        return trial.settings().containsKey(RATE);
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
