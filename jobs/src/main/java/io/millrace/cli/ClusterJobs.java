package io.millrace.cli;

import io.millrace.cluster.Cluster;
import io.millrace.cluster.FlinkRest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /** Runs a command of Flink's and prints what it says, without the lines of stack traces. */
    static int run(ClusterCommand parent, Cluster cluster, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        Process flink = cluster.flink(arguments).redirectErrorStream(true).start();
        try (BufferedReader lines = flink.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("\t")) {
                    said.add(line);
                }
            }
        }
        boolean done = flink.waitFor() == 0;
        PrintStream to = done ? parent.terminal().out() : parent.terminal().err();
        said.forEach(to::println);
        return done ? ExitCode.OK : ExitCode.FAILURE;
    }

    /** Which job: the only one, or the one named. */
    static final class Choice {

        @Option(
                names = "--job",
                paramLabel = "ID|NAME",
                description = "Which job, if more than one runs.")
        private @Nullable String wanted;

        String id(Cluster cluster) throws IOException, InterruptedException {
            FlinkRest.Job job = choose(cluster.rest().jobs());
            if (!job.state().equals("RUNNING")) {
                throw CommandException.usage(
                        String.format(
                                "job %s (%s) is %s, and only of a running job can a savepoint be"
                                        + " taken; 'millrace cluster status' says why",
                                job.id(), job.name(), job.state()));
            }
            return job.id();
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

        private static String list(List<FlinkRest.Job> jobs) {
            return jobs.stream()
                    .map(job -> job.id() + " (" + job.name() + ")")
                    .collect(Collectors.joining(", "));
        }
    }

    /** One of Flink's commands that leave a savepoint, in the format which any backend reads. */
    private abstract static class Canonical implements Callable<Integer> {

        private final String verb;

        @ParentCommand private @Nullable ClusterCommand parent;

        @Mixin private Choice choice = new Choice();

        Canonical(String verb) {
            this.verb = verb;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ClusterCommand command = parent(parent);
            Cluster cluster = command.require();
            return run(command, cluster, List.of(verb, "--type", "canonical", choice.id(cluster)));
        }
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
            super("savepoint");
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
            super("stop");
        }
    }
}
