package io.millrace.cli;

import io.millrace.cli.draw.Comparison;
import io.millrace.cli.draw.Line;
import io.millrace.data.Target;
import io.millrace.format.CsvFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace compare}: two learners over the same rows. */
@Command(
        name = "compare",
        description = {
            "Learns a CSV file with two configurations, A and B, and says whether one of them is"
                    + " better, or only luckier.",
            "Where nothing else is said, both learn with the defaults."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace compare flights.csv.gz --label late --set-b optimizer.type=sgd",
            "  millrace compare flights.csv.gz --label late --exclude-b distance",
            "  millrace compare flights.csv.gz --label late --config old.yaml --config new.yaml"
        })
final class CompareCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private FileOptions input = new FileOptions();

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column to predict; unless the configuration names it.")
    private @Nullable String label;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            converter = ConfigText.Converter.class,
            description = "YAML with the settings of both; given twice, that of A and that of B.")
    private List<ConfigText> configs = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets one key for both; may be repeated, as all below.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--set-a", paramLabel = "KEY=VALUE", description = "Likewise for A alone.")
    private List<String> setA = new ArrayList<>();

    @Option(names = "--set-b", paramLabel = "KEY=VALUE", description = "Likewise for B alone.")
    private List<String> setB = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "COLUMN",
            description = "A column that is no feature of either.")
    private List<String> exclude = new ArrayList<>();

    @Option(names = "--exclude-a", paramLabel = "COLUMN", description = "Likewise of A alone.")
    private List<String> excludeA = new ArrayList<>();

    @Option(names = "--exclude-b", paramLabel = "COLUMN", description = "Likewise of B alone.")
    private List<String> excludeB = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the resampling behind the intervals; 1 without.")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result there.")
    private @Nullable Path json;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (configs.size() > 2) {
            throw CommandException.usage(
                    "--config: at most two can be compared, got " + configs.size());
        }
        JsonResult.requireWritable(json);
        StreamFile stream = input.stream();
        terminal.progress("reading " + stream.name());
        List<String> said = new ArrayList<>();
        LearnerOptions.Choice a = side(0, excludeA, setA).choose(stream, text -> say(text, said));
        LearnerOptions.Choice b = side(1, excludeB, setB).choose(stream, text -> say(text, said));
        requireComparable(a, b);
        terminal.print(CompareTable.heading(a.learner(), b.learner()));
        compare(stream, a, b);
        return ExitCode.OK;
    }

    private LearnerOptions side(int index, List<String> excluded, List<String> settings) {
        ConfigText config =
                configs.isEmpty() ? null : configs.get(Math.min(index, configs.size() - 1));
        return new LearnerOptions(label, joined(exclude, excluded), config, joined(set, settings));
    }

    private static List<String> joined(List<String> both, List<String> one) {
        List<String> joined = new ArrayList<>(both);
        joined.addAll(one);
        return joined;
    }

    /** Says what the columns were taken for; for B only if that is something else. */
    private void say(String text, List<String> said) {
        terminal.progressDone();
        if (!said.contains(text)) {
            said.add(text);
            terminal.out().println(text.stripTrailing());
        }
    }

    private static void requireComparable(LearnerOptions.Choice a, LearnerOptions.Choice b) {
        Target target = a.learner().schema().target();
        if (!target.equals(b.learner().schema().target())) {
            throw CommandException.usage(
                    "A and B must predict the same: "
                            + target
                            + " and "
                            + b.learner().schema().target()
                            + " are not");
        }
        if (a.learner().equals(b.learner()) && a.initialModel().equals(b.initialModel())) {
            throw CommandException.usage(
                    "A and B are the same: say what B is to have else, as --set-b"
                            + " optimizer.type=sgd, or give a second --config");
        }
    }

    private void compare(StreamFile stream, LearnerOptions.Choice a, LearnerOptions.Choice b)
            throws IOException, InterruptedException {
        Target target = a.learner().schema().target();
        PairedLosses paired = new PairedLosses(target);
        try (CsvFile rowsA = stream.open();
                CsvFile rowsB = stream.open()) {
            FileLearning first = new FileLearning(rowsA, a.learner(), a.initial(), paired.first());
            FileLearning second =
                    new FileLearning(rowsB, b.learner(), b.initial(), paired.second());
            Signs signs = new Signs(terminal, stream, rowsA);
            // Both go on, also at the end of the one.
            while (first.step(input.limit()) & second.step(input.limit())) {
                paired.pair();
                signs.accept(first.rows());
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            terminal.progressDone();
            tell(target, first.result(), second.result(), paired);
        }
    }

    private void tell(
            Target target, FileLearning.Result a, FileLearning.Result b, PairedLosses paired)
            throws IOException {
        PairedTests tests = PairedTests.of(paired, target instanceof Target.Classification, seed);
        int drawn = target instanceof Target.Classification ? 1 : 0;
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        lines.addAll(Comparison.pair(a.report().metrics(), b.report().metrics()));
        lines.add(
                Line.of(
                        String.format(
                                Locale.ROOT,
                                "  %-18s%13.2f%13.2f",
                                "µs a row",
                                a.microsPerRow(),
                                b.microsPerRow())));
        lines.add(Line.EMPTY);
        lines.addAll(CompareTable.counts(a, b, paired.pairs()));
        lines.add(Line.EMPTY);
        lines.addAll(CompareTable.tests(tests));
        lines.add(Line.EMPTY);
        lines.addAll(CompareTable.picture(paired.names().get(drawn), paired.differences(drawn)));
        terminal.print(lines);
        if (json != null) {
            new JsonResult()
                    .put("rows", a.rows())
                    .put("pairs", paired.pairs())
                    .put("a", written(a))
                    .put("b", written(b))
                    .put("tests", tests.written())
                    .write(json);
        }
    }

    private static Map<String, Object> written(FileLearning.Result result) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.putAll(RowCounts.written(result.report().counts()));
        written.put("metrics", result.report().metrics());
        written.put("microsPerRow", result.microsPerRow());
        return written;
    }
}
