package io.millrace.docker;

import static io.millrace.docker.DockerFiles.at;
import static io.millrace.docker.DockerFiles.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.ConfigLoader;
import io.millrace.config.JobConfig;
import io.millrace.job.TrainJob;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests agree with each other, with the image and with the build. */
class KubernetesTest {

    private static Map<String, Object> manifest(String name) {
        return DockerFiles.yaml("docker/kubernetes/" + name + ".yaml");
    }

    private static Object spec(String name, Object... keys) {
        return at(manifest(name).get("spec"), keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application", "session"})
    void runsTheImageAndSetsFlinkUpAsTheImageDoes(String name) {
        String flink = DockerFiles.property("flink.version");
        assertThat(spec(name, "image")).isEqualTo("millrace:" + DockerFiles.version());
        assertThat(spec(name, "flinkVersion"))
                .isEqualTo("v" + flink.substring(0, flink.lastIndexOf('.')).replace('.', '_'));

        Configuration settings = DockerFiles.settings(map(spec(name, "flinkConfiguration")));
        // The operator makes these of the pods' resources.
        for (String process : List.of("jobManager", "taskManager")) {
            settings.setString(
                    process.toLowerCase(Locale.ROOT) + ".memory.process.size",
                    spec(name, process, "resource", "memory").toString());
        }
        FlinkSettings.check(settings);
        Map<String, String> image = DockerFiles.imageSettings().toMap();
        image.remove("taskmanager.numberOfTaskSlots");
        image.remove("env.java.opts.client");
        assertThat(settings.toMap()).containsAllEntriesOf(image);
        assertThat(settings.toMap()).containsEntry("high-availability.type", "kubernetes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application", "session"})
    void givesPodsNoRootAndSecretsOnlyByReference(String name) {
        Object pod = spec(name, "podTemplate", "spec");
        assertThat(map(at(pod, "securityContext")))
                .containsEntry("runAsNonRoot", true)
                .containsEntry("runAsUser", 9999);
        Object container = at(pod, "containers", 0);
        assertThat(at(container, "name")).isEqualTo("flink-main-container");
        assertThat(map(at(container, "securityContext")))
                .containsEntry("allowPrivilegeEscalation", false);
        assertThat((List<?>) at(container, "env"))
                .allSatisfy(
                        variable ->
                                assertThat(at(variable, "valueFrom", "secretKeyRef")).isNotNull());

        List<?> volumes = (List<?>) at(pod, "volumes");
        assertThat((List<?>) at(container, "volumeMounts"))
                .extracting(mount -> at(mount, "name"))
                .containsExactlyInAnyOrderElementsOf(
                        volumes.stream().map(volume -> at(volume, "name")).toList());
        assertThat(volumes.toString())
                .contains("claimName=" + at(manifest("storage"), "metadata", "name") + "}")
                .contains("configMap={name=" + at(manifest("job-config"), "metadata", "name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application", "session-job"})
    void startsTheJobAndUpgradesItBySavepoint(String name) {
        assertThat(map(spec(name, "job")))
                .containsEntry("entryClass", TrainJob.class.getName())
                .containsEntry("args", List.of("--config", DockerFiles.JOB_FILE))
                .containsEntry("upgradeMode", "savepoint")
                .containsEntry("parallelism", job().runtime().parallelism());
        assertThat(at(manifest(name), "metadata", "name")).isEqualTo(job().name());
    }

    @Test
    void findsTheJar() {
        assertThat(spec("application", "job", "jarURI"))
                .isEqualTo("local://" + DockerFiles.JOB_JAR);
        assertThat(spec("session-job", "job", "jarURI").toString())
                .endsWith("/millrace-job-" + DockerFiles.version() + ".jar");
        assertThat(spec("session-job", "deploymentName"))
                .isEqualTo(at(manifest("session"), "metadata", "name"));
    }

    @Test
    void mountsTheJobsFile() {
        assertThat(map(manifest("job-config").get("data")))
                .containsOnlyKeys(DockerFiles.JOB_FILE.replaceAll(".*/", ""));
        assertThat(job().source().properties())
                .containsEntry("sasl.jaas.config", "${env:KAFKA_JAAS}");
    }

    private static JobConfig job() {
        return ConfigLoader.parse(
                at(manifest("job-config"), "data", "flights.yaml").toString(),
                "flights.yaml",
                List.of(),
                Map.of("KAFKA_JAAS", "from the secret"));
    }
}
