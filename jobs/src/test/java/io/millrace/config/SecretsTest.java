package io.millrace.config;

import static io.millrace.config.Yaml.JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String CANARY = "canary-4711";

    private static final List<String> KEYS =
            List.of(
                    "ssl.truststore.password",
                    "ssl.keystore.key",
                    "sasl.jaas.config",
                    "sasl.oauthbearer.client.credentials.client.secret",
                    "s3.access-key",
                    "s3.secret-key",
                    "fs.azure.account.key.x.blob.core.windows.net",
                    "metrics.reporter.x.apikey",
                    "pipeline.global-job-parameters",
                    "rest.AUTH",
                    "unheard.of");

    @Test
    void noOutputOfAJobHoldsOne() {
        JobConfig job =
                ConfigLoader.parse(
                        JOB + properties("${CANARY}"), "f", List.of(), Map.of("CANARY", CANARY));
        assertThat(job.sinks().properties().values()).containsOnly("${env:CANARY}");
        assertThat(job.runtime().flink().values()).containsOnly(CANARY);
        assertThat(List.of(job.toString(), ConfigWriter.toYaml(job)))
                .allSatisfy(text -> assertThat(text).doesNotContain(CANARY).contains("(hidden)"));
        assertThat(job.source().toString() + job.sinks() + job.runtime()).doesNotContain(CANARY);
    }

    @Test
    void noMistakeHoldsOne() {
        String broken =
                JOB.replace("topic: flights", "topic: \"${CANARY}/\"")
                        + properties("[canary-4711, \"${CANARY}\"]")
                        + "train: {batch-size: \"${CANARY}\", l2: \"${UNSET}\"}\n"
                        + "password: canary-4711\n";
        ConfigException refused =
                catchThrowableOfType(
                        ConfigException.class,
                        () ->
                                ConfigLoader.parse(
                                        broken,
                                        "f",
                                        List.of(
                                                "source.properties.ssl.key.password:canary-4711",
                                                "canary-4711",
                                                "clean.clip=${CANARY}",
                                                "sinks.password=canary-4711",
                                                "source.properties[0]=canary-4711"),
                                        Map.of("CANARY", CANARY)));
        assertThat(refused.mistakes()).hasSizeGreaterThan(25);
        assertThat(refused.getMessage())
                .contains("${CANARY}", "UNSET", "clean.clip", "argument 2")
                .doesNotContain(CANARY);
        assertThat(refused.mistakes().toString()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source: {properties: {ssl.key.password: canary-4711: x}}",
                "source: {properties: {ssl.key.password: 'canary-4711}}",
                "source:\n  properties:\n    password: canary-4711\n\tx: canary-4711",
                "password: @canary-4711",
                "password: canary-4711 'x' : y : z",
                "password: *canary-4711",
                "password: !canary-4711 x",
                "password: canary-4711\npassword: canary-4711"
            })
    void noSyntaxErrorQuotesTheFile(String yaml) {
        ConfigException refused =
                catchThrowableOfType(
                        ConfigException.class,
                        () -> ConfigLoader.parse(yaml, "f", List.of(), Map.of()));
        assertThat(refused.getMessage()).doesNotContain(CANARY);
    }

    @Test
    void harmlessKeysAndReferencesElsewhereAreShown() {
        Map<String, String> harmless =
                Map.of(
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "PLAIN",
                        "linger.ms", "5",
                        "max.poll.records", "500",
                        "taskmanager.memory.managed.size", "64m",
                        "ssl.key.password", "${file:/run/secrets/kafka:password}");
        assertThat(Secrets.redact(harmless)).isEqualTo(harmless);
    }

    private static String properties(String value) {
        String map = KEYS.stream().map(k -> k + ": " + value).collect(Collectors.joining("\n    "));
        return "sinks:\n  properties:\n    %s\nruntime:\n  flink:\n    %s\n".formatted(map, map);
    }
}
