package io.millrace.cli.draw;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table of a model's metrics beside those of the trivial predictors. */
public final class Comparison {

    private static final int NAME = 20;
    private static final int COLUMN = 13;

    /** What most people look at first, in their order; the rest follows. */
    private static final List<String> FIRST =
            List.of("accuracy", "auc", "prAuc", "logLoss", "kappa", "mae", "rmse", "r2");

    private static final Set<String> LOWER_IS_BETTER =
            Set.of("logLoss", "brier", "calibrationError", "mae", "rmse", "mse");

    private static final Map<String, String> TITLES =
            Map.ofEntries(
                    Map.entry("auc", "AUC"),
                    Map.entry("prAuc", "PR-AUC"),
                    Map.entry("recallAtPrecision", "recall at prec."),
                    Map.entry("f1", "F1"),
                    Map.entry("mae", "MAE"),
                    Map.entry("rmse", "RMSE"),
                    Map.entry("mse", "MSE"),
                    Map.entry("r2", "R²"),
                    Map.entry("gMean", "G-mean"),
                    Map.entry("kappaTemporal", "kappa temporal"),
                    Map.entry("kappaM", "kappa M"));

    private Comparison() {}

    /**
     * A table with a line for each metric of the model.
     *
     * @param model the model's metrics
     * @param baselines the same of each trivial predictor, by name
     * @param since the model's own over a longer stretch; empty for no such column
     * @param most lines, without the headings
     */
    public static List<Line> of(
            Map<String, Double> model,
            Map<String, Map<String, Double>> baselines,
            Map<String, Double> since,
            int most) {
        List<Line> lines = new ArrayList<>();
        Line head = Line.of(" ".repeat(NAME)).add(Style.TITLE, right("model"));
        for (String baseline : baselines.keySet()) {
            head = head.add(Style.DIM, right(words(baseline)));
        }
        lines.add(since.isEmpty() ? head : head.add(Style.TITLE, right("since start")));
        for (String metric : ordered(model.keySet()).stream().limit(most).toList()) {
            double value = model.getOrDefault(metric, Double.NaN);
            Line line = Line.of(left(title(metric)));
            line = line.add(style(metric, value, baselines), right(format(value)));
            for (Map<String, Double> baseline : baselines.values()) {
                line = line.add(Style.DIM, right(format(baseline.get(metric))));
            }
            lines.add(since.isEmpty() ? line : line.add(right(format(since.get(metric)))));
        }
        return lines;
    }

    /** A table of two models' metrics, A and B, with a line for each metric that both have. */
    public static List<Line> pair(Map<String, Double> a, Map<String, Double> b) {
        List<Line> lines = new ArrayList<>();
        Line head = Line.of(" ".repeat(NAME));
        for (String title : List.of("A", "B", "B − A")) {
            head = head.add(Style.TITLE, right(title));
        }
        lines.add(head);
        Set<String> both = ordered(a.keySet());
        both.retainAll(b.keySet());
        for (String metric : both) {
            double of = a.getOrDefault(metric, Double.NaN);
            double other = b.getOrDefault(metric, Double.NaN);
            double gain = (other - of) * (lowerIsBetter(metric) ? -1 : 1);
            lines.add(
                    Line.of(left(title(metric)))
                            .add(gain < 0 ? Style.GOOD : Style.PLAIN, right(format(of)))
                            .add(gain > 0 ? Style.GOOD : Style.PLAIN, right(format(other)))
                            .add(Style.DIM, right(signed(other - of))));
        }
        return lines;
    }

    /** As {@link #format}, with its sign. */
    public static String signed(double value) {
        return (value < 0 ? "−" : "+") + format(Math.abs(value));
    }

    private static Set<String> ordered(Set<String> metrics) {
        Set<String> ordered = new LinkedHashSet<>(FIRST);
        ordered.retainAll(metrics);
        ordered.addAll(metrics.stream().sorted().toList());
        return ordered;
    }

    private static Style style(
            String metric, double value, Map<String, Map<String, Double>> baselines) {
        double sign = lowerIsBetter(metric) ? -1 : 1;
        boolean best =
                baselines.values().stream()
                        .map(baseline -> baseline.get(metric))
                        .allMatch(other -> other == null || sign * value > sign * other);
        return best ? Style.GOOD : Style.WARN;
    }

    /** Whether less of a metric is more. */
    public static boolean lowerIsBetter(String metric) {
        return LOWER_IS_BETTER.contains(metric);
    }

    /** The name of a metric as people write it. */
    public static String title(String metric) {
        return TITLES.getOrDefault(metric, words(metric));
    }

    /** From camel case to words. */
    private static String words(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    /**
     * Four digits behind the point, or as many as make four where the number is large. "-" for
     * none. From 1e9 on in scientific notation, so that columns stay apart.
     */
    public static String format(@Nullable Double value) {
        if (value == null) {
            return "-";
        }
        double size = Math.abs(value);
        if (size >= 1e9 && Double.isFinite(size)) {
            return String.format(Locale.ROOT, "%.4e", value);
        }
        int digits = size < 10 ? 4 : size < 1000 ? 2 : 0;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    private static String left(String text) {
        return String.format("  %-" + (NAME - 2) + "s", text);
    }

    private static String right(String text) {
        return String.format("%" + COLUMN + "s", text);
    }
}
