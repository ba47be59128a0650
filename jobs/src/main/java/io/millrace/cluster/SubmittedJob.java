package io.millrace.cluster;

import io.millrace.config.SetupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job that was handed to a cluster by Flink's own command line. */
public final class SubmittedJob {

    private static final Pattern ID = Pattern.compile("JobID ([0-9a-f]{32})");

    private final Cluster cluster;
    private final String id;

    private SubmittedJob(Cluster cluster, String id) {
        this.cluster = cluster;
        this.id = id;
    }

    /**
     * Hands it over, as {@code flink run -d} does.
     *
     * @throws SetupException if Flink refuses it; the message is what it said
     */
    public static SubmittedJob submit(Cluster cluster, Path jar, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("run", "-d", jar.toString()));
        command.addAll(arguments);
        Matcher submitted = ID.matcher(call(cluster, command));
        if (!submitted.find()) {
            throw new SetupException("Flink did not say which job it has started");
        }
        return new SubmittedJob(cluster, submitted.group(1));
    }

    private static String call(Cluster cluster, List<String> command)
            throws IOException, InterruptedException {
        Process process = cluster.flink(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new SetupException("flink " + command.get(0) + " failed:\n" + said.trim());
        }
        return said;
    }

    public String id() {
        return id;
    }

    /** Stops it as if its source had ended, with a savepoint. */
    public void drain() throws IOException, InterruptedException {
        call(cluster, List.of("stop", "--drain", id));
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
