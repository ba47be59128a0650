package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.learn.rebalance.RebalanceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

    static final Path DOCS = Path.of("..", "docs");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("examples"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachLoadsAndIsTheSameWhenWrittenOutInFull(Path example) {
        JobConfig job = ConfigLoader.load(example, List.of(), Map.of());
        String yaml = ConfigWriter.toYaml(job);
        assertThat(ConfigLoader.parse(yaml, "dump", List.of(), Map.of())).isEqualTo(job);
    }

    @Test
    void theFlightsAreRebalanced() {
        JobConfig job =
                ConfigLoader.load(DOCS.resolve("examples/flights.yaml"), List.of(), Map.of());
        assertThat(job.learner().rebalance().method()).isEqualTo(RebalanceConfig.Method.WEIGHTS);
        assertThat(job.sinks().predictions()).contains("flights.predictions");
        assertThat(job.sinks().metrics()).isEqualTo("flights.metrics");
    }
}
