package io.millrace.cli;

import io.millrace.cli.draw.Line;
import io.millrace.cli.draw.Style;
import io.millrace.config.ConfigException;
import io.millrace.config.ConfigWriter;
import io.millrace.config.SearchSpace;
import io.millrace.config.Settings;
import io.millrace.config.SetupException;
import io.millrace.data.Target;
import io.millrace.learn.LearnerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

    private static final int USUAL_TRIALS = 50;
    private static final int MOST_TRIALS = 10_000;

    private final Terminal terminal;

    @Mixin private FileOptions input = new FileOptions();

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
        if (trials != null && trials > MOST_TRIALS) {
            throw CommandException.usage(
                    String.format(
                            Locale.ROOT,
                            "--trials must be at most %,d, got %,d",
                            MOST_TRIALS,
                            trials));
        }
        requirePositive("--threads", threads);
        JsonResult.requireWritable("--out", out);
        JsonResult.requireWritable(json);
        SearchSpace searched = space == null ? SearchSpace.usual() : SearchSpace.load(space);
        StreamFile stream = input.stream();
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
        Trials drawn = trials(searched, choice.learner());
        Selection selection = select(choice.learner(), settings(drawn), drawn.varied());
        Search.Found found = search(stream, selection, metric);
        tell(found, selection, metric);
        return found.whole() ? ExitCode.OK : ExitCode.INTERRUPTED;
    }

    private static void requirePositive(String option, long value) {
        if (value < 1) {
            throw CommandException.usage(option + " must be at least 1, got " + value);
        }
    }

    private Trials trials(SearchSpace searched, LearnerConfig base) {
        Map<String, String> inForce = new LinkedHashMap<>(Settings.of(base));
        inForce.put(SearchSpace.TASK, task(base.schema().target()));
        Map<String, String> defaults = Settings.of(LearnerConfig.defaults(base.schema()));
        return new Trials(searched, inForce, defaults, options.keysSet());
    }

    private List<Map<String, String>> settings(Trials drawn) {
        if (!method.grid) {
            return drawn.random(seed, trials == null ? USUAL_TRIALS : trials);
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

    /**
     * The trials that can be, the first as it was configured.
     *
     * @param leftOut how many cannot
     */
    private record Selection(
            List<Map<String, String>> settings, List<LearnerConfig> configs, int leftOut) {}

    /**
     * @param varied keys that stand at their defaults in a trial that does not have them
     */
    private Selection select(
            LearnerConfig base, List<Map<String, String>> drawn, Set<String> varied) {
        List<Map<String, String>> settings = new ArrayList<>(List.of(Map.of()));
        List<LearnerConfig> configs = new ArrayList<>(List.of(base));
        String why = "";
        for (Map<String, String> chosen : drawn) {
            Set<String> reset = new LinkedHashSet<>(varied);
            reset.removeAll(chosen.keySet());
            try {
                configs.add(options.vary(base.schema(), reset, chosen));
                settings.add(chosen);
            } catch (ConfigException e) {
                why = why.isEmpty() ? arguments(chosen) + ": " + e.getMessage() : why;
            }
        }
        Selection selection = new Selection(settings, configs, drawn.size() + 1 - configs.size());
        if (selection.leftOut() == drawn.size()) {
            throw CommandException.usage(
                    String.format(
                            Locale.ROOT,
                            "none of %,d configurations can be, as %s",
                            drawn.size(),
                            why));
        } else if (selection.leftOut() > 0) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "left out %,d of %,d configurations, as %s%n",
                            selection.leftOut(),
                            drawn.size(),
                            why);
        }
        return selection;
    }

    private Search.Found search(StreamFile stream, Selection selection, Metric metric)
            throws IOException {
        int models = selection.configs().size();
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "trying %,d configurations, and the one as it is, by %s%n",
                        models - 1,
                        metric.title());
        try {
            return new Search(terminal, metric, selection.settings(), selection.configs())
                    .run(stream, input.limit(), threads);
        } catch (OutOfMemoryError e) {
            throw new SetupException(
                    String.format(
                            Locale.ROOT,
                            "%,d models do not fit into memory: try fewer (--trials), or give Java"
                                    + " more, as MILLRACE_JAVA_OPTS=-Xmx8g",
                            models));
        }
    }

    private void tell(Search.Found found, Selection selection, Metric metric) throws IOException {
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
        lines.addAll(RowCounts.describe(best.report().counts(), found.rejections()));
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
            write(found, selection, metric, json);
        }
    }

    /** Settings as one would type them. */
    private static String arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(set -> "--set " + set.getKey() + "=" + set.getValue().replace(" ", ""))
                .collect(Collectors.joining(" "));
    }

    private void write(Search.Found found, Selection selection, Metric metric, Path to)
            throws IOException {
        new JsonResult()
                .put("rows", found.rows())
                .put("metric", metric.name())
                .put("seed", seed)
                .put("leftOut", selection.leftOut())
                .put("trials", found.ranked().stream().map(TuneCommand::written).toList())
                .putConfig(found.ranked().get(0).config())
                .write(to);
    }

    private static Map<String, Object> written(Trial trial) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("trial", trial.number());
        written.put("settings", trial.settings());
        written.putAll(RowCounts.written(trial.report().counts()));
        written.put("metrics", trial.report().metrics());
        written.put("microsPerRow", trial.microsPerRow());
        return written;
    }
}
