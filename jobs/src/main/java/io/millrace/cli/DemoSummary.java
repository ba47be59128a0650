package io.millrace.cli;

import io.millrace.cli.draw.Comparison;
import io.millrace.cli.draw.Line;
import io.millrace.cli.draw.Style;
import io.millrace.data.Counts;
import io.millrace.data.Report;
import io.millrace.format.ParameterHash;
import io.millrace.local.Demo;
import io.millrace.local.LineFit;
import io.millrace.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is said at the end of a demo. */
final class DemoSummary {

    private static final int WEIGHTS = 8;

    private DemoSummary() {}

    /** From the first record sent to the end of the job, all in. */
    static double samplesPerSecond(Demo.Plan plan, Demo demo) {
        return plan.records() / (demo.elapsed().toNanos() / 1e9);
    }

    static List<Line> lines(
            Demo.Plan plan, Demo demo, Report report, Model model, Optional<LineFit> line) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        lines.add(
                Line.of(
                        Style.TITLE,
                        String.format(
                                Locale.ROOT,
                                "  %,d records read in %.1f s, %,.0f a second",
                                plan.records(),
                                demo.elapsed().toMillis() / 1e3,
                                samplesPerSecond(plan, demo))));
        lines.add(Line.EMPTY);
        lines.addAll(
                Comparison.of(report.metrics(), report.baselines(), Map.of(), Integer.MAX_VALUE));
        lines.add(Line.EMPTY);
        counts(report.counts(), lines);
        line.ifPresent(fit -> lines.add(line(fit)));
        weights(plan, model, lines);
        lines.add(
                Line.of("  model version " + model.version())
                        .add(
                                Style.DIM,
                                "  parameters "
                                        + ParameterHash.sha256(model.pages()).substring(0, 16)));
        lines.add(Line.EMPTY);
        return lines;
    }

    private static void counts(Counts counts, List<Line> lines) {
        lines.add(
                Line.of(
                        String.format(
                                Locale.ROOT,
                                "  records %,d = learned %,d + pending %,d + masked %,d + dead"
                                        + " letters %,d",
                                counts.in(),
                                counts.learned(),
                                counts.pending(),
                                counts.masked(),
                                counts.rejected())));
        String reasons =
                new TreeMap<>(counts.deadLettered())
                        .entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue())
                                .collect(Collectors.joining(", "));
        lines.add(Line.of(Style.DIM, "  dead letters, sent on purpose: " + reasons));
    }

    private static Line line(LineFit fit) {
        return Line.of("  learned ")
                .add(
                        Style.GOOD,
                        String.format(
                                Locale.ROOT, "y = %.4f x + %.4f", fit.slope(), fit.intercept()));
    }

    private static void weights(Demo.Plan plan, Model model, List<Line> lines) {
        List<Telling.Weight> weights =
                Telling.weights(
                        plan.learner().widened(), plan.learner().train(), model.pages(), WEIGHTS);
        if (weights.size() > 1) {
            lines.add(Line.of("  largest weights"));
            for (Telling.Weight weight : weights) {
                lines.add(
                        Line.of(
                                String.format(
                                        Locale.ROOT,
                                        "    %-32s %+.3f",
                                        weight.input(),
                                        weight.weight())));
            }
        }
    }
}
