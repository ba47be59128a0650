package io.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.cli.draw.Table;
import io.millrace.cluster.Cluster;
import io.millrace.cluster.Daemon;
import io.millrace.cluster.FlinkRest;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What runs of a cluster, and where. */
final class ClusterStatus {

    /** States of a job that did not come to them without a failure. */
    private static final Set<String> TROUBLED = Set.of("RESTARTING", "FAILING", "FAILED");

    private final Cluster cluster;

    ClusterStatus(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Prints it, and says whether all processes live and the JobManager answers. */
    boolean print(PrintStream out) throws IOException, InterruptedException {
        boolean whole = true;
        Table processes = new Table().row("PROCESS", "PID", "UP", "LOG");
        for (Daemon daemon : cluster.daemons()) {
            Optional<ProcessHandle> process = daemon.process();
            whole &= process.isPresent();
            processes.row(
                    daemon.name(),
                    process.map(p -> Long.toString(p.pid())).orElse("-"),
                    process.flatMap(p -> p.info().startInstant())
                            .map(ClusterStatus::since)
                            .orElse("MISSING"),
                    daemon.log().toString());
        }
        processes.lines().forEach(out::println);
        out.println();
        out.println("Kafka  " + cluster.plan().bootstrapServers());
        out.println("Flink  " + cluster.rest().root());
        boolean answers = printJobs(out);
        if (!whole) {
            out.println("\nmissing processes: 'millrace cluster up' starts them again");
        }
        if (cluster.checkpoints().areAway()) {
            out.println(
                    "\nthe checkpoints are away, as 'millrace chaos' leaves them if it is killed in the"
                            + " middle of a fault: 'millrace cluster up' brings them back");
        }
        return whole && answers;
    }

    /** Says whether there was somebody to ask. */
    private boolean printJobs(PrintStream out) throws InterruptedException {
        try {
            JsonNode overview = cluster.rest().get("/overview");
            out.printf(
                    "       %d TaskManagers, %d of %d slots free%n",
                    overview.path("taskmanagers").asInt(),
                    overview.path("slots-available").asInt(),
                    overview.path("slots-total").asInt());
            printJobs(cluster.rest().jobs(), out);
            return true;
        } catch (IOException e) {
            out.println("       " + e.getMessage());
            return false;
        }
    }

    private void printJobs(List<FlinkRest.Job> jobs, PrintStream out)
            throws IOException, InterruptedException {
        if (jobs.isEmpty()) {
            return;
        }
        Table table = new Table().row("JOB", "STATE", "CHECKPOINTS", "NAME");
        for (FlinkRest.Job job : jobs) {
            table.row(job.id(), job.state(), checkpoints(job), job.name());
        }
        List<String> lines = table.lines();
        out.println();
        out.println(lines.get(0));
        for (int i = 0; i < jobs.size(); i++) {
            out.println(lines.get(i + 1));
            if (TROUBLED.contains(jobs.get(i).state())) {
                cluster.rest()
                        .lastFailure(jobs.get(i).id())
                        .ifPresent(why -> out.println("    failed last: " + why));
            }
        }
    }

    private String checkpoints(FlinkRest.Job job) throws InterruptedException {
        try {
            JsonNode counts =
                    cluster.rest().get("/jobs/" + job.id() + "/checkpoints").path("counts");
            long failed = counts.path("failed").asLong();
            return counts.path("completed").asLong()
                    + " completed"
                    + (failed > 0 ? ", " + failed + " failed" : "");
        } catch (IOException e) {
            return "-"; // It is about to be recovered.
        }
    }

    private static String since(Instant start) {
        Duration up = Duration.between(start, Instant.now());
        return up.toHours() > 0
                ? String.format("%d h %d min", up.toHours(), up.toMinutesPart())
                : String.format("%d min %d s", up.toMinutes(), up.toSecondsPart());
    }
}
