package io.millrace.cli;

import io.millrace.cli.draw.Line;
import io.millrace.cli.draw.Style;
import io.millrace.config.ConfigException;
import io.millrace.config.ConfigWriter;
import io.millrace.config.SearchSpace;
import io.millrace.config.Settings;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.LearnerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace tune}: a search for the configuration that learns a file best. */
@Command(
        name = "tune",
        description = {
            "Tries many configurations on a CSV file and tells which learns it best.",
            "Each row is scored before it is learned, as evaluate does it. What --set gives is not"
                    + " varied."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace tune flights.csv.gz --label late --exclude delay --out best.yaml",
            "  millrace tune bikes.csv --label count --metric rmse --trials 200 --threads 8",
            "  millrace tune digits.csv.gz --label label --grid --space space.yaml"
        })
final class TuneCommand implements Callable<Integer> {

    private static final int MOST_TRIALS = 10_000;

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "CSV with a header line, plain or gzip.")
    private Path file;

    @Mixin private LearnerOptions options;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description =
                    "Configurations to try, 50 without; with --grid the most that it may have.")
    private @Nullable Integer trials;

    @ArgGroup private Method method = new Method();

    /** One of two. */
    private static final class Method {

        @Option(names = "--random", description = "Draws them by chance (this is usual).")
        private boolean random;

        @Option(names = "--grid", description = "Tries every combination.")
        private boolean grid;
    }

    @Option(names = "--seed", paramLabel = "N", description = "Of the draws; 1 without.")
    private long seed = 1;

    @Option(
            names = "--space",
            paramLabel = "FILE",
            description = "YAML with the keys to vary; without, what suits most files.")
    private @Nullable Path space;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "What to search by; without, auc (two classes), accuracy or mae.")
    private @Nullable String metricName;

    @Option(names = "--threads", paramLabel = "N", description = "As many as cores without.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            converter = Delimiter.class,
            description = "Between fields, \\\\t for a tab; a comma without.")
    private char delimiter = ',';

    @Option(names = "--limit", paramLabel = "N", description = "Reads the first N rows only.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Writes the best configuration there, as YAML for --config.")
    private @Nullable Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all results there.")
    private @Nullable Path json;

    TuneCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        requirePositive("--trials", trials == null ? 1 : trials);
        requirePositive("--threads", threads);
        requirePositive("--limit", limit);
        JsonResult.requireWritable("--out", out);
        JsonResult.requireWritable(json);
        SearchSpace searched = space == null ? SearchSpace.usual() : SearchSpace.load(space);
        StreamFile stream = StreamFile.of(file, delimiter);
        terminal.progress("reading " + stream.name());
        LearnerOptions.Choice choice =
                options.choose(
                        stream,
                        text -> {
                            terminal.progressDone();
                            terminal.out().println(text.stripTrailing());
                        });
        if (choice.initialModel().isPresent()) {
            throw CommandException.usage(
                    "model.initial: every trial starts without a model, leave it out");
        }
        Metric metric = Metric.of(metricName, choice.learner().schema());
        List<Map<String, String>> settings = settings(searched, choice.learner());
        Search.Found found = search(stream, choice.learner(), searched, settings, metric);
        tell(found, metric);
        return found.whole() ? ExitCode.OK : ExitCode.INTERRUPTED;
    }

    private static void requirePositive(String option, long value) {
        if (value < 1) {
            throw CommandException.usage(option + " must be at least 1, got " + value);
        }
    }

    private List<Map<String, String>> settings(SearchSpace searched, LearnerConfig base) {
        Map<String, String> inForce = new LinkedHashMap<>(Settings.of(base));
        inForce.put(SearchSpace.TASK, task(base.schema().target()));
        Trials drawn = new Trials(searched, inForce, options.keysSet());
        if (!method.grid) {
            return drawn.random(seed, trials == null ? 50 : Math.min(trials, MOST_TRIALS));
        }
        int most = trials == null ? MOST_TRIALS : trials;
        List<Map<String, String>> points = drawn.grid(most);
        if (points.size() > most) {
            throw CommandException.usage(
                    String.format(
                            Locale.ROOT,
                            "--grid: the space has more than %,d combinations: narrow it with --space"
                                    + " or --set%s",
                            most,
                            trials == null ? "" : ", or raise --trials"));
        }
        return points;
    }

    private static String task(Target target) {
        if (target instanceof Target.Classification classes) {
            return SearchSpace.TASKS.get(classes.size() == 2 ? 0 : 1);
        }
        return SearchSpace.TASKS.get(2);
    }

    private Search.Found search(
            StreamFile stream,
            LearnerConfig base,
            SearchSpace searched,
            List<Map<String, String>> drawn,
            Metric metric)
            throws IOException {
        List<Map<String, String>> settings = new ArrayList<>();
        settings.add(Map.of());
        settings.addAll(drawn);
        List<LearnerConfig> configs = new ArrayList<>(List.of(base));
        drawn.forEach(chosen -> configs.add(config(base.schema(), searched, chosen)));
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "trying %,d configurations, and the one as it is, by %s%n",
                        drawn.size(),
                        metric.title());
        try {
            return new Search(terminal, metric, settings, configs).run(stream, limit, threads);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e);
        }
    }

    /** A key that is searched, but has no value in a trial, stands at its default. */
    private LearnerConfig config(
            Schema schema, SearchSpace searched, Map<String, String> settings) {
        Set<String> reset = searched.keys();
        reset.removeAll(settings.keySet());
        try {
            return options.vary(schema, reset, settings);
        } catch (ConfigException e) {
            throw CommandException.usage(
                    "the trial of " + arguments(settings) + " cannot be: " + e.getMessage());
        }
    }

    private void tell(Search.Found found, Metric metric) throws IOException {
        Trial best = found.ranked().get(0);
        List<Line> lines = new ArrayList<>();
        if (!found.whole()) {
            lines.add(
                    Line.of(
                            Style.WARN,
                            String.format(Locale.ROOT, "ended after %,d rows", found.rows())));
        }
        lines.addAll(new TuneTable(metric, found.ranked()).lines());
        lines.add(Line.EMPTY);
        lines.add(
                Line.of(
                        "  the best: "
                                + (best.asConfigured()
                                        ? "as it was"
                                        : arguments(best.settings()))));
        terminal.print(lines);
        if (out != null) {
            Files.writeString(out, ConfigWriter.toYaml(best.config()));
            terminal.out().println("  written to " + out);
        }
        if (json != null) {
            write(found, metric, json);
        }
    }

    /** Settings as one would type them. */
    private static String arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(set -> "--set " + set.getKey() + "=" + set.getValue().replace(" ", ""))
                .collect(Collectors.joining(" "));
    }

    private void write(Search.Found found, Metric metric, Path to) throws IOException {
        new JsonResult()
                .put("rows", found.rows())
                .put("metric", metric.name())
                .put("seed", seed)
                .put("trials", found.ranked().stream().map(TuneCommand::written).toList())
                .putConfig(found.ranked().get(0).config())
                .write(to);
    }

    private static Map<String, Object> written(Trial trial) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("trial", trial.number());
        written.put("settings", trial.settings());
        written.put("metrics", trial.report().metrics());
        written.put("microsPerRow", trial.microsPerRow());
        return written;
    }
}
