package io.millrace.cli;

import io.millrace.cluster.Cluster;
import io.millrace.cluster.FlinkRest;
import io.millrace.cluster.SubmittedJob;
import io.millrace.config.ConfigLoader;
import io.millrace.config.JobConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code millrace cluster submit}: hands the job to the cluster, by {@code flink run}. */
@Command(
        name = "submit",
        description = {
            "Hands a training job to the cluster, as 'flink run -d' does, prints its id, and waits",
            "until it runs. source.bootstrap-servers is the cluster's own unless --set says otherwise.",
            "Exit code 1 if the job does not start, as where it does not fit the state."
        },
        footer = {
            "",
            "Examples:",
            "  millrace cluster submit --config job.yaml",
            "  millrace cluster submit --config job.yaml --set runtime.parallelism=4 \\",
            "      --from-savepoint file:/tmp/millrace-cluster-me/savepoints/savepoint-1a2b3c"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ClusterSubmit implements Callable<Integer> {

    @ParentCommand private @Nullable ClusterCommand parent;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The job's configuration, in YAML.")
    private Path config = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets one key of the configuration; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--from-savepoint",
            paramLabel = "PATH",
            description = "Goes on from a savepoint or a retained checkpoint.")
    private @Nullable String savepoint;

    @Option(
            names = {"--allow-non-restored-state", "--allowNonRestoredState"},
            description = {
                "Goes on though the savepoint holds state that the job has no place for,",
                "as that of a sink which is switched off."
            })
    private boolean allowNonRestoredState;

    @Mixin private Patience patience = new Patience();

    @Override
    public Integer call() throws IOException, InterruptedException {
        patience.require();
        if (allowNonRestoredState && savepoint == null) {
            throw CommandException.usage(
                    "--allow-non-restored-state says something of --from-savepoint, which is not"
                            + " given");
        }
        ClusterCommand command = ClusterJobs.parent(parent);
        Cluster cluster = command.require();
        List<String> settings = new ArrayList<>();
        settings.add("source.bootstrap-servers=" + cluster.plan().bootstrapServers());
        settings.addAll(overrides);
        // Mistakes are told at once, not by a program that first has to start.
        JobConfig job = ConfigLoader.load(config, settings, System.getenv());
        requireAlone(cluster, job);
        List<String> options = new ArrayList<>();
        if (savepoint != null) {
            options.addAll(List.of("-s", place(savepoint)));
        }
        if (allowNonRestoredState) {
            options.add("--allowNonRestoredState");
        }
        Path jar = JobJar.find();
        List<String> arguments = new ArrayList<>(List.of("--config", config.toString()));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        warnOfSlots(command, cluster, job);
        submit(command.terminal(), cluster, options, jar, arguments);
        return ExitCode.OK;
    }

    private void submit(
            Terminal terminal,
            Cluster cluster,
            List<String> options,
            Path jar,
            List<String> arguments)
            throws IOException, InterruptedException {
        terminal.progress("submitting");
        SubmittedJob submitted = SubmittedJob.submit(cluster, options, jar, arguments);
        terminal.progressDone();
        terminal.out().println(submitted.id());
        submitted.awaitRunning(patience.duration(), terminal::progress);
        terminal.progressDone();
        terminal.err().println("the job runs");
    }

    /**
     * Jobs of one name have one consumer group and one set of transactions, and fence each other.
     */
    private static void requireAlone(Cluster cluster, JobConfig job)
            throws IOException, InterruptedException {
        for (FlinkRest.Job other : cluster.rest().jobs()) {
            if (!other.isDone() && other.name().equals(job.name())) {
                throw CommandException.usage(
                        "a job named '"
                                + job.name()
                                + "' is "
                                + other.state()
                                + " already, and two of one name would end each other's"
                                + " transactions: stop it first ('millrace cluster stop --job "
                                + other.id()
                                + "'), or give this one another name (--set name=...)");
            }
        }
    }

    /** A path that means the same to the JobManager, which works in another folder. */
    private static String place(String savepoint) {
        if (savepoint.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
            return savepoint;
        }
        Path path = Path.of(savepoint).toAbsolutePath().normalize();
        if (Files.notExists(path)) {
            throw CommandException.usage("--from-savepoint: there is no '" + savepoint + "'");
        }
        return path.toUri().toString();
    }

    private static void warnOfSlots(ClusterCommand command, Cluster cluster, JobConfig job)
            throws IOException, InterruptedException {
        int free = cluster.rest().get("/overview").path("slots-available").asInt();
        int needed = job.runtime().parallelism();
        if (free < needed) {
            command.terminal()
                    .err()
                    .printf(
                            "millrace: the job needs %d slots and %d are free: it waits for more%n",
                            needed, free);
        }
    }
}
