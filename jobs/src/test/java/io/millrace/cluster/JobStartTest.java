package io.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.SetupException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobStartTest {

    private final List<String> progress = new ArrayList<>();
    private RestStub rest;

    @BeforeEach
    void serve() throws IOException {
        rest = new RestStub();
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    private static String job(String state, String source, String train) {
        return """
               {"state": "%s", "vertices": [
                 {"parallelism": 1, "status": "RUNNING", "tasks": {"%s": 1}},
                 {"parallelism": 2, "status": "RUNNING", "tasks": {"RUNNING": 1, "%s": 1}}]}
               """
                .formatted(state, source, train);
    }

    private void await(Duration patience) throws InterruptedException {
        new JobStart(new FlinkRest(rest.port()), "1").await(patience, progress::add);
    }

    private void failedLast(String stackTrace) {
        rest.answer(
                "/jobs/1/exceptions",
                "{\"exceptionHistory\": {\"entries\": [{\"stacktrace\": \""
                        + stackTrace
                        + "\"}]}}");
    }

    @Test
    void endsWhenAllTasksRunNotWhenFlinkCallsTheJobRunning() throws Exception {
        rest.answer(
                "/jobs/1",
                "",
                job("CREATED", "SCHEDULED", "SCHEDULED"),
                job("RUNNING", "FINISHED", "INITIALIZING"),
                job("RUNNING", "FINISHED", "RUNNING").replace("\"RUNNING\": 1, ", ""),
                "{\"state\": \"RUNNING\", \"vertices\": []}",
                """
                {"state": "RUNNING", "vertices": [
                  {"parallelism": 1, "tasks": {"FINISHED": 1}},
                  {"parallelism": 2, "tasks": {"RUNNING": 2, "INITIALIZING": 0}}]}
                """);
        await(Duration.ofMinutes(1));
        assertThat(progress)
                .hasSizeGreaterThan(5)
                .startsWith(
                        "the JobManager at http://localhost:" + rest.port() + " is only starting",
                        "CREATED, 1 of 3 tasks run",
                        "RUNNING, 2 of 3 tasks run",
                        "RUNNING, 2 of 3 tasks run",
                        "RUNNING, 0 of 0 tasks run",
                        "RUNNING, 3 of 3 tasks run");
    }

    @Test
    void tellsWhyAJobDoesNotFitItsState() {
        rest.answer(
                "/jobs/1",
                job("RUNNING", "RUNNING", "INITIALIZING"),
                job("FAILING", "CANCELED", "FAILED"),
                job("FAILED", "CANCELED", "FAILED"));
        failedLast(
                "a.B: c\\nCaused by: io.millrace.operator.UnrecoverableException: page 'train' is"
                        + " another\\n\\tat a.B");
        assertThatThrownBy(() -> await(Duration.ofMinutes(1)))
                .isInstanceOf(SetupException.class)
                .hasMessage("the job has failed: page 'train' is another");
    }

    @Test
    void isNotTakenInByAJobThatRunsForAMoment() {
        rest.answer(
                "/jobs/1",
                "{\"state\": \"RUNNING\", \"vertices\": [{\"parallelism\": 1, \"tasks\":"
                        + " {\"RUNNING\": 1}}]}",
                job("FAILED", "CANCELED", "FAILED"));
        failedLast("a.BException: no grain");
        assertThatThrownBy(() -> await(Duration.ofMinutes(1)))
                .hasMessage("the job has failed: no grain");
    }

    @Test
    void saysThatAJobWasCancelled() {
        rest.answer("/jobs/1", job("CANCELED", "CANCELED", "CANCELED"));
        assertThatThrownBy(() -> await(Duration.ofMinutes(1)))
                .hasMessage("the job was cancelled before it ran");
    }

    @Test
    void givesUpInTimeAndSaysWhatHoldsTheJobUp() {
        rest.answer("/jobs/1", job("RESTARTING", "FAILED", "CANCELED"));
        failedLast("a.BException: the broker is away");
        assertThatThrownBy(() -> await(Duration.ofSeconds(1)))
                .isInstanceOf(SetupException.class)
                .hasMessage(
                        "the job does not run after 1 s (RESTARTING, 1 of 3 tasks run), and goes on"
                                + " trying; it failed last: the broker is away");
    }

    @Test
    void saysThatNobodyAnswers() {
        rest.close();
        assertThatThrownBy(() -> await(Duration.ofMillis(1)))
                .hasMessage(
                        "the job does not run after 0 s (the JobManager does not answer at"
                                + " http://localhost:%d), and goes on trying",
                        rest.port());
    }
}
