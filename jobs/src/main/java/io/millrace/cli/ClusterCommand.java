package io.millrace.cli;

import io.millrace.cluster.Cluster;
import io.millrace.cluster.ClusterPlan;
import io.millrace.cluster.FlinkRest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code millrace cluster}: a real cluster on this machine. */
@Command(
        name = "cluster",
        description = "A real cluster on this machine: brokers, a JobManager and TaskManagers.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  millrace cluster up --taskmanagers 2 --slots 2",
            "  millrace cluster submit --config job.yaml",
            "  millrace cluster status",
            "  millrace cluster stop             (the job, with a savepoint)",
            "  millrace cluster submit --config job.yaml --from-savepoint PATH",
            "  millrace cluster flink list -a    (Flink's own command line)",
            "  millrace cluster down"
        })
final class ClusterCommand implements Runnable {

    /** Where a cluster lies if nobody says otherwise. */
    static final String FOLDER =
            "${env:MILLRACE_CLUSTER:-${sys:java.io.tmpdir}/millrace-cluster-${sys:user.name}}";

    private final Terminal terminal;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = {
                "Where everything of the cluster lies; else MILLRACE_CLUSTER.",
                "Default: millrace-cluster-USER in the folder for temporary files."
            },
            defaultValue = FOLDER)
    private Path dir = Path.of("");

    ClusterCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "which one? 'cluster' has subcommands");
        }
    }

    Terminal terminal() {
        return terminal;
    }

    /**
     * @throws CommandException if there is no cluster
     */
    Cluster require() throws IOException {
        return Cluster.find(dir)
                .orElseThrow(
                        () ->
                                CommandException.usage(
                                        "there is no cluster in '"
                                                + dir
                                                + "'; 'millrace cluster up' starts one"));
    }

    @Command(
            name = "up",
            description = {
                "Starts a cluster, or whatever of it does not run (any more).",
                "Its processes listen on this machine only, and outlive the command."
            },
            sortOptions = false,
            mixinStandardHelpOptions = true)
    int up(
            @Option(
                            names = "--taskmanagers",
                            paramLabel = "N",
                            description = "Processes that do the work; 2 without.")
                    @Nullable Integer taskManagers,
            @Option(
                            names = "--slots",
                            paramLabel = "N",
                            description = "Tasks that each of them takes; 2 without.")
                    @Nullable Integer slots,
            @Option(names = "--brokers", paramLabel = "N", description = "Kafka nodes; 1 without.")
                    @Nullable Integer brokers,
            @Option(
                            names = "-D",
                            paramLabel = "KEY=VALUE",
                            description = {
                                "An option of Flink, as taskmanager.memory.process.size=2g;",
                                "may be repeated."
                            })
                    @Nullable Map<String, String> flink,
            @Mixin Patience patience)
            throws IOException, InterruptedException {
        patience.require();
        Optional<Cluster> existing = Cluster.find(dir);
        boolean sized = taskManagers != null || slots != null || brokers != null || flink != null;
        if (existing.isPresent() && sized) {
            throw CommandException.usage(
                    "there is a cluster in '"
                            + dir
                            + "' already, of its own size; 'up' without options starts what is"
                            + " missing of it, 'down' removes it");
        }
        Cluster cluster =
                existing.isPresent() ? existing.get() : create(taskManagers, slots, brokers, flink);
        start(cluster, patience, existing.isEmpty());
        new ClusterStatus(cluster).print(terminal.out());
        return ExitCode.OK;
    }

    /** Starts it; a new one that is interrupted leaves nothing. */
    private void start(Cluster cluster, Patience patience, boolean isNew)
            throws IOException, InterruptedException {
        boolean up = false;
        try {
            cluster.up(patience.duration(), what -> terminal.progress("waiting for " + what));
            up = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw e;
        } finally {
            terminal.progressDone();
            // Interruption may also come as an IOException, or as an error of a class that cannot
            // be initialized while the JVM ends.
            if (!up && isNew && (Thread.interrupted() || Interruption.requested())) {
                cluster.down();
            }
        }
    }

    private Cluster create(
            @Nullable Integer taskManagers,
            @Nullable Integer slots,
            @Nullable Integer brokers,
            @Nullable Map<String, String> flink)
            throws IOException {
        try {
            return Cluster.create(
                    dir,
                    ClusterPlan.of(
                            taskManagers == null ? 2 : taskManagers,
                            slots == null ? 2 : slots,
                            brokers == null ? 1 : brokers,
                            flink == null ? Map.of() : flink));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e);
        }
    }

    @Command(
            name = "status",
            description = {
                "Lists processes and jobs, and why a job does not run.",
                "Exit code 1 if a process is missing or the JobManager does not answer."
            },
            mixinStandardHelpOptions = true)
    int status() throws IOException, InterruptedException {
        return new ClusterStatus(require()).print(terminal.out()) ? ExitCode.OK : ExitCode.FAILURE;
    }

    @Command(
            name = "down",
            description = {
                "Ends all processes and removes the folder, savepoints and data included.",
                "While a job runs, or none can tell, only with --force."
            },
            mixinStandardHelpOptions = true)
    int down(
            @Option(names = "--force", description = "Also what a running job has learned.")
                    boolean force)
            throws IOException, InterruptedException {
        Optional<Cluster> cluster = Cluster.find(dir);
        if (cluster.isEmpty()) {
            terminal.out().println("there is no cluster in " + dir);
            return ExitCode.OK;
        }
        if (!force) {
            requireNoJobs(cluster.get());
        }
        terminal.progress("stopping");
        cluster.get().down();
        terminal.progressDone();
        terminal.out().println("stopped, and removed " + cluster.get().root());
        return ExitCode.OK;
    }

    private static void requireNoJobs(Cluster cluster) throws InterruptedException {
        List<FlinkRest.Job> running;
        try {
            running = cluster.rest().jobs().stream().filter(job -> !job.isDone()).toList();
        } catch (IOException e) {
            throw CommandException.usage(
                    String.format(
                            "not done yet: the JobManager does not answer, so nobody can tell"
                                    + " whether a job would be lost, with all topics and savepoints"
                                    + " in %s. 'millrace cluster up' brings it back; to lose all:"
                                    + " 'millrace cluster down --force'",
                            cluster.root()));
        }
        if (!running.isEmpty()) {
            throw CommandException.usage(
                    String.format(
                            "not done yet: %s, and what it has learned would be lost, with all"
                                    + " topics and savepoints. To keep it: 'millrace cluster stop'"
                                    + " prints the path of a savepoint, to be copied out of %s. To"
                                    + " lose it: 'millrace cluster down --force'",
                            ClusterJobs.list(running), cluster.root()));
        }
    }
}
