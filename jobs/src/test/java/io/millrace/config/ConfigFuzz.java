package io.millrace.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.fuzz.Hostile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configurations by a stranger. */
public final class ConfigFuzz {

    private static final int FACTOR = 2048;
    private static final String OVERRIDE = "--set ";

    private ConfigFuzz() {}

    /** Lines that begin with {@code --set} are overrides, the others are the file. */
    public static void job(byte[] input) {
        List<String> lines = new String(input, UTF_8).lines().toList();
        List<String> overrides =
                lines.stream()
                        .filter(line -> line.startsWith(OVERRIDE))
                        .map(line -> line.substring(OVERRIDE.length()))
                        .toList();
        String yaml =
                String.join(
                        "\n", lines.stream().filter(line -> !line.startsWith(OVERRIDE)).toList());
        Optional<JobConfig> job =
                Hostile.read(
                        input.length,
                        FACTOR,
                        ConfigException.class,
                        () -> ConfigLoader.parse(yaml, "f", overrides, Map.of("A", "a: b")));
        job.map(ConfigWriter::toYaml)
                .ifPresent(
                        text -> {
                            JobConfig again = ConfigLoader.parse(text, "f", List.of(), Map.of());
                            assertThat(ConfigWriter.toYaml(again)).isEqualTo(text);
                        });
    }

    /** The same of a file for the learner alone, in which nothing is required. */
    public static void learner(byte[] input) {
        String yaml = new String(input, UTF_8);
        Hostile.read(
                input.length,
                FACTOR,
                ConfigException.class,
                () -> ConfigLoader.parseLearner(yaml, "f", List.of(), Map.of()));
    }

    /** A search space, and a value of each of its keys. */
    public static void searchSpace(byte[] input) {
        String yaml = new String(input, UTF_8);
        Hostile.read(
                        input.length,
                        FACTOR,
                        ConfigException.class,
                        () -> SearchSpace.parse(yaml, "f"))
                .ifPresent(
                        space ->
                                space.dimensions()
                                        .forEach(
                                                dimension ->
                                                        assertThat(dimension.domain().draw(1))
                                                                .isNotEmpty()));
    }
}
