package io.millrace.cli;

import io.millrace.cli.draw.Comparison;
import io.millrace.cli.draw.Line;
import io.millrace.cli.draw.Sparkline;
import io.millrace.cli.draw.Style;
import io.millrace.data.Adopt;
import io.millrace.data.Report;
import io.millrace.format.CsvFile;
import io.millrace.format.ParameterHash;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.select.Population.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            "  millrace evaluate bikes.csv --label count --set optimizer.type=sgd --json out.json",
            "  millrace evaluate flights.csv.gz --label late --exclude delay --thin 1:1000"
        })
final class EvaluateCommand implements Callable<Integer> {

    private static final int CURVE = 50;

    private final Terminal terminal;

    @Mixin private FileOptions input = new FileOptions();

    @Mixin private LearnerOptions options;

    @Mixin private ThinOptions thin = new ThinOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result there.")
    private @Nullable Path json;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonResult.requireWritable(json);
        StreamFile stream = input.stream();
        terminal.progress("reading " + stream.name());
        LearnerOptions.Choice choice =
                options.choose(
                        stream,
                        text -> {
                            terminal.progressDone();
                            terminal.out().println(text.stripTrailing());
                        });
        if (input.limit() < Long.MAX_VALUE) {
            terminal.out()
                    .printf(Locale.ROOT, "learning the first %,d rows at most%n", input.limit());
        }
        LearnerConfig config = choice.learner();
        Thinning thinning = thin.choose(stream, config.schema(), input.limit());
        if (thinning != null) {
            terminal.out().println(ThinOptions.describe(thinning));
        }
        FileLearning.Result result = learn(stream, config, choice.initial(), thinning);
        terminal.progressDone();
        List<Standing> members = Members.of(result.model(), config);
        terminal.print(describe(result, config, members));
        if (json != null) {
            write(result, config, members, json);
        }
        return ExitCode.OK;
    }

    private FileLearning.Result learn(
            StreamFile stream, LearnerConfig config, Adopt initial, @Nullable Thinning thinning)
            throws IOException, InterruptedException {
        try (CsvFile csv = stream.open()) {
            RowBlocks rows = new RowBlocks(csv, config.schema(), thinning);
            return new FileLearning(rows, config, initial, (row, sample) -> {})
                    .run(input.limit(), new Signs(terminal, stream, csv));
        }
    }

    private static List<Line> describe(
            FileLearning.Result result, LearnerConfig config, List<Standing> members) {
        Report report = result.report();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        lines.addAll(
                Comparison.of(report.metrics(), report.baselines(), Map.of(), Integer.MAX_VALUE));
        lines.add(Line.EMPTY);
        curve(result.windows(), Headline.of(config.schema().target()), lines);
        lines.addAll(RowCounts.describe(report.counts(), result.rejections()));
        Members.describe(members, lines);
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

    private static void write(
            FileLearning.Result result, LearnerConfig config, List<Standing> members, Path json)
            throws IOException {
        new JsonResult()
                .put("rows", result.rows())
                .putAll(RowCounts.written(result.report().counts()))
                .put("metrics", result.report().metrics())
                .put("baselines", result.report().baselines())
                .put("microsPerRow", result.microsPerRow())
                .put("members", members)
                .put("parametersSha256", ParameterHash.sha256(result.model().pages()))
                .putConfig(config)
                .write(json);
    }
}
