package io.millrace.docker;

import static io.millrace.docker.DockerFiles.at;
import static io.millrace.docker.DockerFiles.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.ConfigLoader;
import io.millrace.config.JobConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;

/** The services of the compose file agree with each other, with the image and with the build. */
class ComposeTest {

    /** They end by themselves. */
    private static final Set<String> COMMANDS = Set.of("topics", "submit");

    private static final Map<String, Object> COMPOSE = DockerFiles.yaml("docker/compose.yaml");
    private static final Map<String, Object> SERVICES = new TreeMap<>(map(at(COMPOSE, "services")));

    private static Object service(String name, Object... keys) {
        return at(at(SERVICES, name), keys);
    }

    @Test
    void runsTheVersionsOfTheBuild() {
        String kafka = "apache/kafka:" + DockerFiles.property("kafka.version");
        String millrace = "millrace:" + DockerFiles.version();
        assertThat(List.of(service("kafka", "image"), service("topics", "image")))
                .containsOnly(kafka);
        assertThat(List.of("jobmanager", "taskmanager", "submit"))
                .allSatisfy(name -> assertThat(service(name, "image")).isEqualTo(millrace));
        assertThat(SERVICES.keySet())
                .allSatisfy(
                        name ->
                                assertThat((String) service(name, "image"))
                                        .matches(".+:v?\\d+\\.\\d+.*"));
    }

    @Test
    void buildsTheImage() {
        assertThat(DockerFiles.DOCKER.resolve((String) service("jobmanager", "build", "context")))
                .isDirectoryContaining("glob:**/docker");
        assertThat(service("jobmanager", "build", "dockerfile")).isEqualTo("docker/Dockerfile");
    }

    @Test
    void limitsEveryServiceAndRunsNoneAsRoot() {
        assertThat(SERVICES.keySet())
                .allSatisfy(
                        name -> {
                            assertThat((String) service(name, "user")).matches("[1-9]\\d*:\\d+");
                            assertThat(service(name, "cap_drop")).isEqualTo(List.of("ALL"));
                            assertThat(map(service(name, "deploy", "resources", "limits")))
                                    .containsKeys("cpus", "memory");
                        });
    }

    @Test
    void givesFlinkTheMemoryThatItReckonsWith() {
        assertThat(List.of("jobmanager", "taskmanager"))
                .allSatisfy(
                        name -> {
                            Object limit = service(name, "deploy", "resources", "limits", "memory");
                            assertThat(MemorySize.parse(limit + "B"))
                                    .isEqualTo(
                                            MemorySize.parse(
                                                    DockerFiles.imageSettings()
                                                            .toMap()
                                                            .get(name + ".memory.process.size")));
                        });
        assertThat(service("taskmanager", "deploy", "replicas")).isEqualTo(2);
    }

    /** The image says itself how a TaskManager is; the others say it here. */
    @Test
    void knowsHowEachServiceIs() {
        assertThat(SERVICES.keySet())
                .allSatisfy(
                        name -> {
                            if (!COMMANDS.contains(name) && !name.equals("taskmanager")) {
                                assertThat(service(name, "healthcheck", "test")).isNotNull();
                            }
                            Object others = service(name, "depends_on");
                            if (others != null) {
                                assertThat(SERVICES).containsKeys(keys(others));
                            }
                        });
    }

    private static String[] keys(Object map) {
        return map(map).keySet().toArray(String[]::new);
    }

    @Test
    void mountsWhatIsThere() {
        Map<String, Object> volumes = map(at(COMPOSE, "volumes"));
        for (String name : SERVICES.keySet()) {
            Object mounts = service(name, "volumes");
            for (Object mount : mounts == null ? List.of() : (List<?>) mounts) {
                String source = mount.toString().split(":", 2)[0];
                if (source.startsWith(".")) {
                    assertThat(DockerFiles.DOCKER.resolve(source)).exists();
                } else {
                    assertThat(volumes).containsKey(source);
                }
            }
        }
    }

    @Test
    void submitsTheJobOfTheImage() {
        String command = String.valueOf(service("submit", "command", 2));
        assertThat(command)
                .contains(DockerFiles.JOB_JAR)
                .contains("--config " + DockerFiles.JOB_FILE);
        assertThat(service("submit", "volumes").toString())
                .contains("../docs/examples/flights.yaml:" + DockerFiles.JOB_FILE);

        JobConfig job =
                ConfigLoader.parse(
                        DockerFiles.text("docs/examples/flights.yaml"),
                        "flights.yaml",
                        List.of(DockerFiles.first(command, "--set ([^ ;]+)")),
                        Map.of());
        assertThat(command).contains(" : " + job.name() + " ");
        assertThat(service("topics", "command").toString())
                .contains("--topic " + job.source().topic() + " ");
        assertThat((String) service("kafka", "environment", "KAFKA_ADVERTISED_LISTENERS"))
                .contains("://" + job.source().bootstrapServers() + ",");
    }

    /** The start script of Flink's image takes all white space out of a value. */
    @Test
    void overridesSettingsThatHaveNoSpaces() {
        assertThat(service("jobmanager", "environment", "FLINK_PROPERTIES").toString().lines())
                .isNotEmpty()
                .allMatch(line -> line.matches("[a-zA-Z.-]+: \\S+"));
    }
}
