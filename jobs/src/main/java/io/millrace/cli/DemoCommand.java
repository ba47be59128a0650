package io.millrace.cli;

import io.millrace.data.Counts;
import io.millrace.data.Report;
import io.millrace.format.CsvFile;
import io.millrace.format.FormatConfig;
import io.millrace.format.ParameterHash;
import io.millrace.format.RecordParsers;
import io.millrace.format.RowWriter;
import io.millrace.learn.LearnerConfig;
import io.millrace.local.BrokenRecords;
import io.millrace.local.Demo;
import io.millrace.local.LineFit;
import io.millrace.local.Values;
import io.millrace.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace demo}: the first five minutes. */
@Command(
        name = "demo",
        description = {
            "Starts a Kafka broker and a Flink cluster on this machine, plays a stream into Kafka,",
            "and shows the job learning it. Leaves nothing behind."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace demo                            will this flight be 15 minutes late?",
            "  millrace demo --stream linear            finds y = 2x + 1 in the noise",
            "  millrace demo --stream FILE.csv --label COLUMN --rate 2000",
            "  millrace demo --headless --json out.json for scripts"
        })
final class DemoCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--stream",
            paramLabel = "STREAM",
            description = "flights, linear, or a CSV file; ${DEFAULT-VALUE} without.")
    private String stream = "flights";

    @Mixin private LearnerOptions options;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            converter = Delimiter.class,
            description = "Between fields, \\\\t for a tab; a comma without.")
    private char delimiter = ',';

    @Option(names = "--rows", paramLabel = "N", description = "Plays the first N rows only.")
    private long rows = Long.MAX_VALUE;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Records a second; as fast as possible without.")
    private double rate = Double.POSITIVE_INFINITY;

    @Option(names = "--headless", description = "Plain lines instead of the picture.")
    private boolean headless;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result there.")
    private @Nullable Path json;

    @Option(names = "--keep", description = "Leaves everything running at the end, until Ctrl-C.")
    private boolean keep;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        requirePositive();
        JsonResult.requireWritable(json);
        DemoStream source = DemoStream.of(stream, rows, delimiter);
        source.assumed().ifPresent(a -> options.assume(a.label(), a.exclude(), a.settings()));
        terminal.out().println("reading " + source.file().name());
        LearnerOptions.Choice choice = options.choose(source.file(), text -> {});
        long sound = source.file().rows(rows);
        if (sound == 0) {
            throw CommandException.usage("there are no rows in " + source.file().name());
        }
        try (CsvFile file = source.file().open()) {
            Demo.Plan plan = plan(source, choice, file, sound);
            try (Demo demo = Demo.start(plan, text -> terminal.out().println(text))) {
                return show(source, plan, demo);
            }
        }
    }

    private void requirePositive() {
        if (!(rate > 0)) {
            throw CommandException.usage("--rate must be positive, got " + rate);
        }
        if (rows < 1) {
            throw CommandException.usage("--rows must be at least 1, got " + rows);
        }
    }

    private Demo.Plan plan(
            DemoStream source, LearnerOptions.Choice choice, CsvFile file, long sound) {
        LearnerConfig learner = choice.learner();
        RowWriter writer =
                new RowWriter(
                        file, FormatConfig.defaults(), RecordParsers.columns(learner.schema()));
        Values values = Values.limited(Values.rows(file, writer), sound);
        return new Demo.Plan(
                source.name(),
                learner,
                choice.initialModel(),
                new BrokenRecords(values, sound, learner.schema().target()),
                sound + BrokenRecords.count(learner.schema().target()),
                rate);
    }

    private int show(DemoStream source, Demo.Plan plan, Demo demo) throws Exception {
        DemoView view = new DemoView(source.title(), plan, demo, terminal);
        if (headless || !terminal.live()) {
            view.log();
        } else {
            view.draw();
        }
        Report report = Objects.requireNonNull(demo.progress().newest(), "no report was written");
        Model model = Objects.requireNonNull(demo.progress().model(), "no model was written");
        Optional<LineFit> line =
                source.linear() ? Optional.of(LineFit.of(model)) : Optional.empty();
        requireBalance(report, plan);
        terminal.print(DemoSummary.lines(plan, demo, report, model, line));
        if (json != null) {
            write(plan, demo, report, model, line, json);
        }
        if (keep) {
            terminal.out().println("  All keeps running. Ctrl-C stops it and cleans up.");
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }

    /** Nothing may be lost in silence, least of all here. */
    private static void requireBalance(Report report, Demo.Plan plan) {
        Counts counts = report.counts();
        if (report.kind() != Report.Kind.CUMULATIVE
                || !counts.balanced()
                || counts.in() != plan.records()) {
            throw new IllegalStateException(
                    String.format(
                            "%d records were sent, but the job says %s", plan.records(), counts));
        }
    }

    private static void write(
            Demo.Plan plan,
            Demo demo,
            Report report,
            Model model,
            Optional<LineFit> line,
            Path json)
            throws IOException {
        Counts counts = report.counts();
        Map<String, Long> byReason = new TreeMap<>(counts.deadLettered());
        JsonResult result =
                new JsonResult()
                        .put("rows", plan.records())
                        .put("learned", counts.learned())
                        .put("pending", counts.pending())
                        .put("masked", counts.masked())
                        .put("deadLettered", counts.rejected())
                        .put("deadLetteredByReason", byReason)
                        .put("samplesPerSecond", DemoSummary.samplesPerSecond(plan, demo))
                        .put("metrics", report.metrics())
                        .put("baselines", report.baselines())
                        .put("parametersSha256", ParameterHash.sha256(model.pages()))
                        .putConfig(plan.learner());
        line.ifPresent(fit -> result.put("slope", fit.slope()).put("intercept", fit.intercept()));
        result.write(json);
    }
}
