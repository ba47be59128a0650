package io.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FlinkClientTest {

    private static final Path LOG = Path.of("client.log");

    @Test
    void tellsOfAStackTraceTheOneLineThatMatters() {
        String said =
                """
                Triggering savepoint for job 1.

                ------------------------------------------------------------
                 The program finished with the following exception:

                org.apache.flink.util.FlinkException: Triggering a savepoint failed.
                \tat org.apache.flink.client.cli.CliFrontend.main(CliFrontend.java:1)
                Caused by: a.CheckpointException: Not all required tasks are currently running.
                \t... 3 more
                """;
        assertThat(FlinkClient.reason(said, LOG))
                .isEqualTo("Not all required tasks are currently running.\n(more in client.log)");
    }

    @Test
    void tellsAllThatAProgramSaysInPlainWords() {
        assertThat(FlinkClient.reason("\nsource.topic: there is no topic 'x'\n  make it\n", LOG))
                .isEqualTo("source.topic: there is no topic 'x'\n  make it");
    }
}
