package io.millrace.cli;

import io.millrace.cluster.Cluster;
import io.millrace.cluster.FlinkRest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Commands for a job that runs on a cluster. */
final class ClusterJobs {

    private ClusterJobs() {}

    static Cluster clusterOf(@Nullable ClusterCommand parent) throws IOException {
        return Objects.requireNonNull(parent, "a subcommand of 'cluster'").require();
    }

    /** Runs a command of Flink's, in this terminal. */
    static int run(Cluster cluster, List<String> arguments)
            throws IOException, InterruptedException {
        return cluster.flink(arguments).inheritIO().start().waitFor() == 0
                ? ExitCode.OK
                : ExitCode.FAILURE;
    }

    /** Which job: the only one, or the one named. */
    static final class Choice {

        @Option(
                names = "--job",
                paramLabel = "ID|NAME",
                description = "Which job, if more than one runs.")
        private @Nullable String wanted;

        String id(Cluster cluster) throws IOException, InterruptedException {
            List<FlinkRest.Job> jobs =
                    cluster.rest().jobs().stream()
                            .filter(job -> !job.isDone())
                            .filter(
                                    job ->
                                            wanted == null
                                                    || job.id().equals(wanted)
                                                    || job.name().equals(wanted))
                            .toList();
            if (jobs.size() != 1) {
                String which = wanted == null ? "" : " '" + wanted + "'";
                throw CommandException.usage(
                        jobs.isEmpty()
                                ? "no job" + which + " is running"
                                : "several jobs"
                                        + which
                                        + " are running, choose with --job: "
                                        + list(jobs));
            }
            return jobs.get(0).id();
        }

        private static String list(List<FlinkRest.Job> jobs) {
            return jobs.stream()
                    .map(job -> job.id() + " (" + job.name() + ")")
                    .collect(Collectors.joining(", "));
        }
    }

    /** {@code millrace cluster savepoint}. */
    @Command(
            name = "savepoint",
            description =
                    "Takes a savepoint of a job that goes on; in the canonical format, which any state backend reads.",
            mixinStandardHelpOptions = true)
    static final class Savepoint implements Callable<Integer> {

        @ParentCommand private @Nullable ClusterCommand parent;

        @Mixin private Choice choice = new Choice();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Cluster cluster = clusterOf(parent);
            return run(cluster, List.of("savepoint", "--type", "canonical", choice.id(cluster)));
        }
    }

    /** {@code millrace cluster stop}. */
    @Command(
            name = "stop",
            description =
                    "Stops a job with a savepoint, from which 'submit --from-savepoint' goes on.",
            mixinStandardHelpOptions = true)
    static final class Stop implements Callable<Integer> {

        @ParentCommand private @Nullable ClusterCommand parent;

        @Mixin private Choice choice = new Choice();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Cluster cluster = clusterOf(parent);
            return run(cluster, List.of("stop", "--type", "canonical", choice.id(cluster)));
        }
    }
}
