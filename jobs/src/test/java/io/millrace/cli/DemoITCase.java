package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.LinearStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: records through Kafka and Flink, and what came of them read back from Kafka. */
class DemoITCase {

    private static final int ROWS = 4000;
    private static final String[] SETTINGS = {
        "--set", "schedule.type=inverse-time", "--set", "schedule.every=200",
        "--set", "schedule.decay=1", "--set", "evaluate.window=500"
    };

    private final Console console = new Console();

    @TempDir private Path folder;

    @Test
    void learnsTheLineAndTellsTheSameAsThePlainLearner() throws IOException {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        JsonNode demo = json("demo", "--stream", "linear", "--rows", "" + ROWS, "--headless");

        assertThat(demo.get("slope").asDouble()).isCloseTo(2, within(0.05));
        assertThat(demo.get("intercept").asDouble()).isCloseTo(1, within(0.05));
        assertThat(console.out())
                .contains("Flink UI http://", "linear.dead-letters", "learned y =");

        assertThat(demo.get("rows").asLong()).isEqualTo(ROWS + 6);
        assertThat(demo.get("deadLettered").asLong()).isEqualTo(6);
        assertThat(demo.get("rows").asLong())
                .isEqualTo(
                        demo.get("learned").asLong()
                                + demo.get("pending").asLong()
                                + demo.get("masked").asLong()
                                + demo.get("deadLettered").asLong());

        Path file = Files.write(folder.resolve("linear.csv"), LinearStream.csv(ROWS, 1));
        JsonNode plain = json("evaluate", file.toString(), "--label", "y");
        assertThat(demo.get("metrics").toString()).isEqualTo(plain.get("metrics").toString());
        assertThat(demo.get("baselines").toString()).isEqualTo(plain.get("baselines").toString());
        assertThat(demo.get("parametersSha256")).isEqualTo(plain.get("parametersSha256"));

        assertThat(ProcessHandle.current().children()).isSubsetOf(before);
    }

    private JsonNode json(String... arguments) throws IOException {
        Path json = folder.resolve("out.json");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(SETTINGS));
        all.addAll(List.of("--json", json.toString()));
        int exitCode = console.run(all.toArray(String[]::new));
        assertThat(exitCode).as(console.err()).isEqualTo(ExitCode.OK);
        return new ObjectMapper().readTree(json.toFile());
    }
}
