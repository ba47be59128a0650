package io.millrace.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.operator.AdmitOperator;
import io.millrace.operator.CleanOperator;
import io.millrace.operator.EvaluateOperator;
import io.millrace.operator.ParseOperator;
import io.millrace.operator.TrainOperator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.checkpoint.DefaultCheckpointStatsTracker;
import org.apache.flink.runtime.metrics.MetricNames;
import org.apache.flink.runtime.metrics.util.MetricUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts ask for metrics that somebody registers. */
class DashboardTest {

    /** The scopes that Flink's Prometheus reporter begins names with. */
    private static final Pattern SCOPES =
            Pattern.compile(
                    "flink_(taskmanager_job_task_operator|taskmanager_job_task|jobmanager_job"
                            + "|jobmanager|taskmanager_Status_JVM)_");

    private static final Set<Class<?>> REGISTRARS =
            Set.of(
                    ParseOperator.class,
                    AdmitOperator.class,
                    CleanOperator.class,
                    TrainOperator.class,
                    EvaluateOperator.class,
                    MetricNames.class,
                    MetricUtils.class,
                    DefaultCheckpointStatsTracker.class);

    private static String constants;

    /** All texts in the classes that register metrics, as the class files hold them. */
    @BeforeAll
    static void readClasses() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Class<?> registrar : REGISTRARS) {
            try (InputStream bytes =
                    registrar.getResourceAsStream(registrar.getSimpleName() + ".class")) {
                all.append(new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        constants = all.toString();
    }

    /** As a CONSTANT_Utf8 of the class file: tag, length in two bytes, text. */
    private static boolean isRegistered(String name) {
        return constants.contains("\1\0" + (char) name.length() + name);
    }

    private static boolean isTimeInState(String name) {
        return Arrays.stream(JobStatus.values())
                .anyMatch(state -> name.equals(state.name().toLowerCase(Locale.ROOT) + "Time"));
    }

    @Test
    void asksForMetricsThatAreRegistered() throws IOException {
        assertThat(metrics(expressions()))
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        metric -> {
                            assertThat(metric).matches(SCOPES + ".+");
                            String name = SCOPES.matcher(metric).replaceFirst("");
                            assertThat(name.split("_"))
                                    .allMatch(part -> isRegistered(part) || isTimeInState(part));
                        });
    }

    @Test
    void showsWhatAnOperatorHasToWatch() throws IOException {
        assertThat(metrics(expressions()))
                .extracting(metric -> SCOPES.matcher(metric).replaceFirst(""))
                .contains(
                        "learned",
                        "reason_deadLetters",
                        "unaccounted",
                        "window_accuracy",
                        "pendingRecords",
                        "lastCheckpointDuration",
                        "lastCheckpointSize",
                        "numRestarts",
                        "numRunningJobs",
                        "failedCommittables");
    }

    @Test
    void knowsWhatIsNotRegistered() {
        assertThat(isRegistered("learned")).isTrue();
        assertThat(isRegistered("learnedSamples")).isFalse();
        assertThat(isRegistered("earned")).isFalse();
    }

    @Test
    void readsFromTheDataSourceThatIsProvisioned() throws IOException {
        Object source =
                DockerFiles.at(
                        DockerFiles.yaml("docker/grafana/datasources.yaml"), "datasources", 0);
        assertThat(dashboard().findValues("datasource"))
                .isNotEmpty()
                .allSatisfy(
                        used -> {
                            assertThat(used.get("uid").asText())
                                    .isEqualTo(DockerFiles.at(source, "uid"));
                            assertThat(used.get("type").asText())
                                    .isEqualTo(DockerFiles.at(source, "type"));
                        });
    }

    @Test
    void isMountedWhereItIsLookedFor() {
        Object folder =
                DockerFiles.at(
                        DockerFiles.yaml("docker/grafana/dashboards.yaml"),
                        "providers",
                        0,
                        "options",
                        "path");
        assertThat(DockerFiles.text("docker/compose.yaml"))
                .contains("- ./grafana/millrace.json:" + folder + "/millrace.json:ro");
    }

    private static Set<String> metrics(String expressions) {
        Set<String> metrics = new TreeSet<>();
        Pattern.compile("flink_[A-Za-z0-9_]+")
                .matcher(expressions)
                .results()
                .forEach(match -> metrics.add(match.group()));
        return metrics;
    }

    private static String expressions() throws IOException {
        return dashboard().findValuesAsText("expr")
                + dashboard().at("/templating/list/0/query/query").asText()
                + DockerFiles.text("docker/prometheus/alerts.yml");
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(DockerFiles.text("docker/grafana/millrace.json"));
    }
}
