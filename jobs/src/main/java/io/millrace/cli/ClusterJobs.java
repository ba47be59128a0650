package io.millrace.cli;

import io.millrace.cluster.Cluster;
import io.millrace.cluster.FlinkRest;
import io.millrace.cluster.SubmittedJob;
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

    static ClusterCommand parent(@Nullable ClusterCommand parent) {
        return Objects.requireNonNull(parent, "a subcommand of 'cluster'");
    }

    /** For a message: ids and names. */
    static String list(List<FlinkRest.Job> jobs) {
        return jobs.stream()
                .map(job -> job.id() + " (" + job.name() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Which job: the only one, or the one named. */
    static final class Choice {

        @Option(
                names = "--job",
                paramLabel = "ID|NAME",
                description = "Which job, if more than one runs.")
        private @Nullable String wanted;

        FlinkRest.Job of(Cluster cluster) throws IOException, InterruptedException {
            FlinkRest.Job job = choose(cluster.rest().jobs());
            if (!job.state().equals("RUNNING")) {
                throw CommandException.usage(
                        String.format(
                                "job %s (%s) is %s, and only of a running job can a savepoint be"
                                        + " taken; 'millrace cluster status' says why",
                                job.id(), job.name(), job.state()));
            }
            return job;
        }

        private FlinkRest.Job choose(List<FlinkRest.Job> all) {
            List<FlinkRest.Job> alive = all.stream().filter(job -> !job.isDone()).toList();
            List<FlinkRest.Job> jobs =
                    alive.stream()
                            .filter(
                                    job ->
                                            wanted == null
                                                    || job.id().equals(wanted)
                                                    || job.name().equals(wanted))
                            .toList();
            if (jobs.size() == 1) {
                return jobs.get(0);
            } else if (alive.isEmpty()) {
                throw CommandException.usage("no job is running");
            } else if (jobs.isEmpty()) {
                throw CommandException.usage(
                        "--job: no job '" + wanted + "' is running, only " + list(alive));
            }
            throw CommandException.usage("--job: several jobs are running: " + list(jobs));
        }
    }

    /** Prints the path of a savepoint, and nothing else, for a script to take. */
    private abstract static class Canonical implements Callable<Integer> {

        private final String doing;

        @ParentCommand private @Nullable ClusterCommand parent;

        @Mixin private Choice choice = new Choice();

        Canonical(String doing) {
            this.doing = doing;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ClusterCommand command = parent(parent);
            Cluster cluster = command.require();
            FlinkRest.Job job = choice.of(cluster);
            command.terminal().progress(doing + " " + job.name());
            String savepoint = take(SubmittedJob.of(cluster, job.id()));
            command.terminal().progressDone();
            command.terminal().out().println(savepoint);
            return ExitCode.OK;
        }

        abstract String take(SubmittedJob job) throws IOException, InterruptedException;
    }

    /** {@code millrace cluster savepoint}. */
    @Command(
            name = "savepoint",
            description = {
                "Takes a savepoint of a job that goes on, and prints its path.",
                "It is in the canonical format, which any state backend reads."
            },
            mixinStandardHelpOptions = true)
    static final class Savepoint extends Canonical {

        Savepoint() {
            super("taking a savepoint of");
        }

        @Override
        String take(SubmittedJob job) throws IOException, InterruptedException {
            return job.savepoint();
        }
    }

    /** {@code millrace cluster stop}. */
    @Command(
            name = "stop",
            description = {
                "Stops a job with a savepoint, and prints its path.",
                "'submit --from-savepoint PATH' goes on from there."
            },
            mixinStandardHelpOptions = true)
    static final class Stop extends Canonical {

        Stop() {
            super("stopping");
        }

        @Override
        String take(SubmittedJob job) throws IOException, InterruptedException {
            return job.stop();
        }
    }
}
