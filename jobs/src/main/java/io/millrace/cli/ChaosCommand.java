package io.millrace.cli;

import io.millrace.chaos.FaultKind;
import io.millrace.chaos.Laboratory;
import io.millrace.chaos.Recovery;
import io.millrace.chaos.Verdict;
import io.millrace.cluster.Cluster;
import io.millrace.cluster.ClusterPlan;
import io.millrace.config.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code millrace chaos}: the crash laboratory. */
@Command(
        name = "chaos",
        description = {
            "Breaks a real cluster while it learns, and audits what came out.",
            "Kills and freezes processes and takes checkpoints away while samples are in flight, then"
                    + " checks from the committed outputs alone that each sample was learned exactly"
                    + " once and that the models are those of an undisturbed run, to the bit."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit code 0: all of that holds. 1: it does not.",
            "",
            "Examples:",
            "  millrace chaos --faults 10 --rows 100000",
            "  millrace chaos --seed 7 --faults 40 --rows 1000000 --json chaos.json",
            "  millrace chaos --kinds kill-taskmanager,kill-broker --faults 6 --rows 50000"
        })
final class ChaosCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The same seed makes the same stream and the same faults; 1 without.")
    private long seed = 1;

    @Option(
            names = "--faults",
            paramLabel = "N",
            description = "How many; ${DEFAULT-VALUE} without.")
    private int faults = 10;

    @Option(
            names = "--rows",
            paramLabel = "M",
            description = "Samples to play; ${DEFAULT-VALUE} without.")
    private long rows = 100_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Samples a second between two faults; ${DEFAULT-VALUE} without.")
    private double rate = 4000;

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            converter = KindConverter.class,
            description = "Which faults; all without: ${COMPLETION-CANDIDATES}",
            completionCandidates = Kinds.class)
    private List<FaultKind> kinds = List.of(FaultKind.values());

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description = {
                "The folder of a cluster that is up, as of 'millrace cluster'.",
                "Without it one is started for the experiment and removed afterwards."
            })
    private @Nullable Path dir;

    @Option(
            names = "--keep",
            description = {
                "Leaves its own cluster up, to be looked at by 'millrace cluster --dir'; in that of",
                "--dir, the topics of the experiment, which stay without it only if it fails."
            })
    private boolean keep;

    @Mixin private Patience patience = new Patience();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there.")
    private @Nullable Path json;

    ChaosCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        JsonResult.requireWritable(json);
        patience.require();
        Laboratory.Plan plan = plan();
        Path jar = JobJar.find();
        return dir == null ? runAlone(plan, jar) : runIn(dir, plan, jar);
    }

    /** In the cluster of another, which is left as it was if all went well. */
    private int runIn(Path folder, Laboratory.Plan plan, Path jar)
            throws IOException, InterruptedException {
        Cluster cluster =
                Cluster.find(folder)
                        .orElseThrow(
                                () ->
                                        CommandException.usage(
                                                "--dir: there is no cluster in '" + folder + "'"));
        Laboratory laboratory = new Laboratory(cluster, jar, this::progress);
        boolean passed = false;
        try {
            int exitCode = run(laboratory, plan);
            passed = exitCode == ExitCode.OK;
            return exitCode;
        } finally {
            if (!keep && (passed || Interruption.requested())) {
                clean(laboratory);
            } else {
                terminal.out()
                        .println(
                                "the topics of the experiment are left: "
                                        + laboratory.name()
                                        + ".*");
            }
        }
    }

    private int runAlone(Laboratory.Plan plan, Path jar) throws IOException, InterruptedException {
        Cluster cluster =
                Cluster.create(
                        Files.createTempDirectory("millrace-chaos-"),
                        ClusterPlan.of(2, 2, 1, Map.of()));
        boolean broken = false;
        try {
            progress("starting a cluster");
            cluster.up(patience.duration(), what -> {});
            return run(new Laboratory(cluster, jar, this::progress), plan);
        } catch (SetupException e) {
            broken = true;
            throw e;
        } finally {
            remove(cluster, broken);
        }
    }

    /**
     * @param broken whether its processes are to blame, so that their logs are worth a look
     */
    private void remove(Cluster cluster, boolean broken) throws IOException, InterruptedException {
        if (keep) {
            terminal.out().println("the cluster is left up in " + cluster.root());
            return;
        }
        progress("removing the cluster");
        evenIfInterrupted(broken ? cluster::stop : cluster::down);
        terminal.progressDone();
        if (broken) {
            terminal.err().println("the logs of its processes are in " + cluster.logs());
        }
    }

    private void clean(Laboratory laboratory) throws IOException, InterruptedException {
        progress("removing the topics of the experiment");
        evenIfInterrupted(laboratory::clean);
        terminal.progressDone();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void evenIfInterrupted(Work work) throws IOException, InterruptedException {
        boolean interrupted = Thread.interrupted();
        work.run();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Laboratory.Plan plan() {
        try {
            return new Laboratory.Plan(seed, faults, rows, rate, kinds);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e);
        }
    }

    private int run(Laboratory laboratory, Laboratory.Plan plan)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Laboratory.Result result = laboratory.run(plan);
        double seconds = (System.nanoTime() - start) / 1e9;
        terminal.progressDone();
        print(result, seconds);
        if (json != null) {
            write(json, result, seconds);
        }
        return result.passed() ? ExitCode.OK : ExitCode.FAILURE;
    }

    /** In place on a terminal, line by line into a file. */
    private void progress(String what) {
        if (terminal.progress()) {
            terminal.progress(what);
        } else {
            terminal.err().println(what);
        }
    }

    private void print(Laboratory.Result result, double seconds) {
        Recovery recovery = result.recovery();
        terminal.out().println("faults: " + byKind(result));
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "recovery: median %.1f s, 95th percentile %.1f s, unrecovered %d; %.0f s in all%n",
                        recovery.median(),
                        recovery.p95(),
                        recovery.unrecovered(),
                        seconds);
        result.stopped().ifPresent(why -> terminal.out().println("the job has STOPPED: " + why));
        terminal.out().print(result.verdict().text());
    }

    private static Map<String, Integer> byKind(Laboratory.Result result) {
        Map<String, Integer> faults = new LinkedHashMap<>();
        result.faults().forEach((kind, count) -> faults.put(kind.toString(), count));
        return faults;
    }

    private void write(Path file, Laboratory.Result result, double seconds) throws IOException {
        Verdict verdict = result.verdict();
        Map<String, Double> recovery = new LinkedHashMap<>();
        recovery.put("median", result.recovery().median());
        recovery.put("p95", result.recovery().p95());
        Map<String, Long> found = new LinkedHashMap<>();
        verdict.counts().forEach((finding, count) -> found.put(finding.title(), count));
        new JsonResult()
                .put("seed", seed)
                .put("rows", result.rows())
                .put("records", verdict.rows())
                .put("faults", byKind(result))
                .put("lost", verdict.lost())
                .put("duplicated", verdict.duplicated())
                .put("hashEqual", verdict.hashEqual())
                .put("recoverySeconds", recovery)
                .put("unrecovered", result.recovery().unrecovered())
                .put("found", found)
                .put("predicted", verdict.predicted())
                .put("deadLettered", verdict.deadLettered())
                .put("hash", verdict.actualHash())
                .put("stopped", result.stopped().orElse(""))
                .put("passed", result.passed())
                .put("seconds", seconds)
                .write(file);
    }

    /** The names of the faults, for the help. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(FaultKind.values()).stream().map(FaultKind::toString).iterator();
        }
    }

    /** From a name to a fault. */
    static final class KindConverter implements ITypeConverter<FaultKind> {
        @Override
        public FaultKind convert(String name) {
            try {
                return FaultKind.parse(name);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
