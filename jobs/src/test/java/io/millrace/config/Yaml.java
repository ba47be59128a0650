package io.millrace.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

/** Fixtures: a small valid job, and what is wrong with one. */
final class Yaml {

    /** The file's name in all of these tests. */
    static final String FILE = "job.yaml";

    static final String JOB =
            """
            name: flights
            source:
              bootstrap-servers: localhost:9092
              topic: flights
            schema:
              features:
                - {name: distance, type: numeric}
                - {name: origin, type: categorical, buckets: 512}
              label: {name: late, type: classes, classes: [on-time, late]}
            """;

    private Yaml() {}

    static JobConfig load(String yaml, String... overrides) {
        return ConfigLoader.parse(yaml, FILE, List.of(overrides), Map.of());
    }

    static List<Mistake> mistakes(String yaml, String... overrides) {
        return mistakes(yaml, Map.of(), overrides);
    }

    static List<Mistake> mistakes(String yaml, Map<String, String> env, String... overrides) {
        return catchThrowableOfType(
                        ConfigException.class,
                        () -> ConfigLoader.parse(yaml, FILE, List.of(overrides), env))
                .mistakes();
    }
}
