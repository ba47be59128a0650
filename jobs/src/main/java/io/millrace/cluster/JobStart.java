package io.millrace.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.config.SetupException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The way of a job from its submission to where all of its tasks run. Flink calls it RUNNING from
 * the first moment, but a job that does not fit the state it restores ends on that way.
 */
final class JobStart {

    private static final Duration LOOK = Duration.ofMillis(200);

    /** A task that cannot read its source where it should says so with its first request. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private final FlinkRest rest;
    private final String job;

    JobStart(FlinkRest rest, String job) {
        this.rest = rest;
        this.job = job;
    }

    /**
     * How far it is.
     *
     * @param state of the job, as Flink names it
     * @param running tasks that run, or have run to their end
     * @param tasks all of them
     */
    private record Look(String state, long running, long tasks) {

        static Look at(JsonNode job) {
            long running = 0;
            long tasks = 0;
            for (JsonNode vertex : job.path("vertices")) {
                running += vertex.path("tasks").path("RUNNING").asLong();
                running += vertex.path("tasks").path("FINISHED").asLong();
                tasks += vertex.path("parallelism").asLong();
            }
            return new Look(job.path("state").asText(), running, tasks);
        }

        boolean runs() {
            return state.equals("FINISHED")
                    || state.equals("RUNNING") && tasks > 0 && running == tasks;
        }

        @Override
        public String toString() {
            return String.format("%s, %d of %d tasks run", state, running, tasks);
        }
    }

    /**
     * Waits for its end.
     *
     * @param progress told how far it is
     * @throws SetupException if the job fails for good, or does not run in time
     */
    void await(Duration patience, Consumer<String> progress) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long since = 0;
        String seen = "the JobManager does not answer";
        while (true) {
            try {
                Look look = Look.at(rest.get("/jobs/" + job));
                seen = look.toString();
                if (look.state.equals("FAILED")) {
                    throw new SetupException("the job has failed: " + failure().orElse(seen));
                } else if (look.state.equals("CANCELED")) {
                    throw new SetupException("the job was cancelled before it ran");
                } else if (!look.runs()) {
                    since = 0;
                } else if (since == 0) {
                    since = System.nanoTime();
                } else if (System.nanoTime() - since >= SETTLED.toNanos()) {
                    return;
                }
            } catch (IOException e) {
                since = 0;
                seen = String.valueOf(e.getMessage());
            }
            if (since == 0 && System.nanoTime() > deadline) {
                throw notInTime(patience, seen);
            }
            progress.accept(seen);
            Thread.sleep(LOOK.toMillis());
        }
    }

    private SetupException notInTime(Duration patience, String seen) throws InterruptedException {
        String why = failure().map(last -> "; it failed last: " + last).orElse("");
        return new SetupException(
                String.format(
                        "the job does not run after %d s (%s), and goes on trying%s",
                        patience.toSeconds(), seen, why));
    }

    private Optional<String> failure() throws InterruptedException {
        try {
            return rest.lastFailure(job);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
