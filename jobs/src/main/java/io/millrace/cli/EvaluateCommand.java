package io.millrace.cli;

import io.millrace.cli.draw.Comparison;
import io.millrace.cli.draw.Line;
import io.millrace.cli.draw.Sparkline;
import io.millrace.cli.draw.Style;
import io.millrace.data.Adopt;
import io.millrace.data.Counts;
import io.millrace.data.Report;
import io.millrace.format.CsvFile;
import io.millrace.format.ParameterHash;
import io.millrace.learn.LearnerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace evaluate}: the learner over a file, without Kafka or Flink. */
@Command(
        name = "evaluate",
        description = "Learns a CSV file row by row, scoring each row before it is learned.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace evaluate flights.csv.gz --label late --exclude delay",
            "  millrace evaluate bikes.csv --label count --set optimizer.type=sgd --json out.json"
        })
final class EvaluateCommand implements Callable<Integer> {

    private static final int CURVE = 50;

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "CSV with a header line, plain or gzip.")
    private Path file;

    @Mixin private LearnerOptions options;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            converter = Delimiter.class,
            description = "Between fields, \\\\t for a tab; a comma without.")
    private char delimiter = ',';

    @Option(names = "--limit", paramLabel = "N", description = "Reads the first N rows only.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result there.")
    private @Nullable Path json;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (limit < 1) {
            throw CommandException.usage("--limit must be at least 1, got " + limit);
        }
        JsonResult.requireWritable(json);
        StreamFile stream = StreamFile.of(file, delimiter);
        terminal.progress("reading " + stream.name());
        LearnerOptions.Choice choice =
                options.choose(
                        stream,
                        text -> {
                            terminal.progressDone();
                            terminal.out().println(text.stripTrailing());
                        });
        if (limit < Long.MAX_VALUE) {
            terminal.out().printf(Locale.ROOT, "learning the first %,d rows at most%n", limit);
        }
        LearnerConfig config = choice.learner();
        FileLearning.Result result = learn(stream, config, choice.initial());
        terminal.progressDone();
        terminal.print(describe(result, config));
        if (json != null) {
            write(result, config, json);
        }
        return ExitCode.OK;
    }

    private FileLearning.Result learn(StreamFile stream, LearnerConfig config, Adopt initial)
            throws IOException, InterruptedException {
        try (CsvFile rows = stream.open()) {
            return learning(rows, config, initial).run(limit, new Signs(terminal, stream, rows));
        }
    }

    private static FileLearning learning(CsvFile rows, LearnerConfig config, Adopt initial) {
        try {
            return new FileLearning(rows, config, initial);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e);
        }
    }

    private static List<Line> describe(FileLearning.Result result, LearnerConfig config) {
        Report report = result.report();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        lines.addAll(
                Comparison.of(report.metrics(), report.baselines(), Map.of(), Integer.MAX_VALUE));
        lines.add(Line.EMPTY);
        curve(result.windows(), Headline.of(config.schema().target()), lines);
        counts(report.counts(), lines);
        for (RowBlocks.Rejection rejection : result.rejections()) {
            lines.add(
                    Line.of(Style.WARN, "    row " + rejection.row())
                            .add("  " + rejection.reason() + ": " + rejection.message()));
        }
        Members.describe(Members.of(result.model(), config), lines);
        if (result.rows() > 0) {
            lines.add(
                    Line.of(
                            String.format(
                                    Locale.ROOT,
                                    "  %.2f µs a row for learning alone",
                                    result.microsPerRow())));
        }
        return lines;
    }

    private static void curve(List<Report> windows, String metric, List<Line> lines) {
        double[] values = Headline.curve(windows, metric);
        if (values.length > 1) {
            lines.add(
                    Line.of("  " + Comparison.title(metric) + "  ")
                            .add(Style.MODEL, Sparkline.of(values, CURVE))
                            .add(Style.DIM, "  in each of " + values.length + " windows"));
        }
    }

    private static void counts(Counts counts, List<Line> lines) {
        lines.add(
                Line.of(
                        String.format(
                                Locale.ROOT,
                                "  rows %,d = learned %,d + pending %,d + masked %,d + rejected"
                                        + " %,d",
                                counts.in(),
                                counts.learned(),
                                counts.pending(),
                                counts.masked(),
                                counts.rejected())));
        new TreeMap<>(counts.deadLettered())
                .forEach(
                        (reason, rows) ->
                                lines.add(
                                        Line.of(
                                                Style.WARN,
                                                String.format(
                                                        Locale.ROOT, "  %,8d %s", rows, reason))));
    }

    private static void write(FileLearning.Result result, LearnerConfig config, Path json)
            throws IOException {
        Counts counts = result.report().counts();
        new JsonResult()
                .put("rows", result.rows())
                .put("learned", counts.learned())
                .put("pending", counts.pending())
                .put("masked", counts.masked())
                .put("rejected", counts.rejected())
                .put("rejectedByReason", new TreeMap<>(counts.deadLettered()))
                .put("metrics", result.report().metrics())
                .put("baselines", result.report().baselines())
                .put("microsPerRow", result.microsPerRow())
                .put("members", Members.of(result.model(), config))
                .put("parametersSha256", ParameterHash.sha256(result.model().pages()))
                .putConfig(config)
                .write(json);
    }
}
