package io.millrace.cluster;

import io.millrace.config.SetupException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job on a cluster, which it was handed to by Flink's own command line. */
public final class SubmittedJob {

    private static final Pattern ID = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed\\. Path: (.+)");

    private final Cluster cluster;
    private final String id;

    private SubmittedJob(Cluster cluster, String id) {
        this.cluster = cluster;
        this.id = id;
    }

    /** One that was submitted before. */
    public static SubmittedJob of(Cluster cluster, String id) {
        return new SubmittedJob(cluster, id);
    }

    /**
     * Hands it over, as {@code flink run -d} does.
     *
     * @param options of Flink, as {@code -s PATH}
     * @param arguments of the job
     * @throws SetupException if Flink or the job's program refuses; the message says why
     */
    public static SubmittedJob submit(
            Cluster cluster, List<String> options, Path jar, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("run", "-d"));
        command.addAll(options);
        command.add(jar.toString());
        command.addAll(arguments);
        return new SubmittedJob(cluster, find(ID, FlinkClient.call(cluster, command)));
    }

    private static String find(Pattern wanted, String said) {
        Matcher found = wanted.matcher(said);
        if (!found.find()) {
            throw new SetupException("this is not what Flink was expected to say:\n" + said.trim());
        }
        return found.group(1).trim();
    }

    public String id() {
        return id;
    }

    /**
     * Waits until all of its tasks run.
     *
     * @param progress told how many do
     * @throws SetupException if it fails for good, or does not run in time; the message says why
     */
    public void awaitRunning(Duration patience, Consumer<String> progress)
            throws InterruptedException {
        new JobStart(cluster.rest(), id).await(patience, progress);
    }

    /**
     * Takes a savepoint in the format which any state backend reads.
     *
     * @return its path
     */
    public String savepoint() throws IOException, InterruptedException {
        return savepoint("savepoint", "--type", "canonical");
    }

    /** As {@link #savepoint()}, and stops the job with it. */
    public String stop() throws IOException, InterruptedException {
        return savepoint("stop", "--type", "canonical");
    }

    /** Stops it as if its source had ended, with a savepoint whose path it returns. */
    public String drain() throws IOException, InterruptedException {
        return savepoint("stop", "--drain");
    }

    private String savepoint(String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add(id);
        return find(SAVEPOINT, FlinkClient.call(cluster, arguments));
    }

    /** Cancels it; nothing if that does not work. */
    public void cancel() throws IOException, InterruptedException {
        cluster.flink(List.of("cancel", id))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Why it has failed for good, if it has; empty also while the JobManager does not answer. */
    public Optional<String> failure() throws InterruptedException {
        try {
            if (!cluster.rest().get("/jobs/" + id).path("state").asText().equals("FAILED")) {
                return Optional.empty();
            }
            return Optional.of(cluster.rest().lastFailure(id).orElse("for no known reason"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
