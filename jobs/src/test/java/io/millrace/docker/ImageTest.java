package io.millrace.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The image is built of what the build makes, on the versions that it is built for. */
class ImageTest {

    private static final String DOCKERFILE = DockerFiles.text("docker/Dockerfile");

    @Test
    void standsOnTheFlinkAndTheJavaOfTheBuild() {
        String java = DockerFiles.property("maven.compiler.release");
        assertThat(DOCKERFILE)
                .contains("\nARG FLINK_VERSION=" + DockerFiles.property("flink.version") + "\n")
                .contains("\nFROM flink:${FLINK_VERSION}-scala_2.12-java" + java + "\n")
                .contains("\nFROM eclipse-temurin:" + java + "-jdk-noble AS build\n")
                .contains("-t millrace:" + DockerFiles.version() + " ");
    }

    @Test
    void takesWhatTheBuildMakes() {
        assertThat(DockerFiles.text("docker/cluster-lib/pom.xml"))
                .contains("${project.build.directory}/lib<");
        assertThat(DOCKERFILE).contains("/src/docker/cluster-lib/target/lib/ /opt/flink/lib/\n");
        assertThat(DockerFiles.text("jobs/pom.xml"))
                .contains("${project.build.directory}/millrace-job-${project.version}.jar");
        assertThat(DOCKERFILE)
                .contains("/src/jobs/target/millrace-job-*.jar " + DockerFiles.JOB_JAR + "\n");
    }

    @Test
    void seesNoMoreThanTheSources() {
        String ignored = DockerFiles.text("docker/Dockerfile.dockerignore");
        assertThat(ignored).contains("\n*\n").contains("\n**/target\n");
        Pattern.compile("^!(.+)$", Pattern.MULTILINE)
                .matcher(ignored)
                .results()
                .forEach(match -> assertThat(DockerFiles.ROOT.resolve(match.group(1))).exists());
        Pattern.compile("<module>(.+)</module>")
                .matcher(DockerFiles.text("pom.xml"))
                .results()
                .forEach(match -> assertThat(ignored).contains("\n!" + match.group(1) + "\n"));
    }

    @Test
    void seesWhatItCopies() {
        String ignored = DockerFiles.text("docker/Dockerfile.dockerignore");
        Pattern.compile("^COPY (?!--from)(.+) \\S+$", Pattern.MULTILINE)
                .matcher(DOCKERFILE)
                .results()
                .flatMap(match -> Stream.of(match.group(1).split(" ", -1)))
                .filter(source -> !source.equals("."))
                .forEach(source -> assertThat(ignored).contains("\n!" + source + "\n"));
    }

    /** The licence asks for both beside what is handed on. */
    @Test
    void bringsItsLicence() {
        assertThat(DOCKERFILE)
                .contains("licenses=\"Apache-2.0\"\n")
                .contains("\nCOPY LICENSE NOTICE /usr/share/doc/millrace/\n");
    }

    @Test
    void doesNotRunAsRoot() {
        assertThat(DOCKERFILE.substring(DOCKERFILE.lastIndexOf("\nUSER ")))
                .startsWith("\nUSER 9999:9999\n");
    }

    @Test
    void setsFlinkUp() {
        FlinkSettings.check(DockerFiles.imageSettings());
        assertThat(DOCKERFILE).contains("ENV OMP_NUM_THREADS=1\n").contains("localhost:9249/");
    }

    /** The Dockerfile reads the settings line by line, without YAML's quotes and nesting. */
    @Test
    void hasSettingsThatNeedNoYamlParser() {
        Map<String, Object> settings = DockerFiles.yaml("docker/flink.yaml");
        String[] lines =
                Pattern.compile("\n")
                        .splitAsStream(DockerFiles.text("docker/flink.yaml"))
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toArray(String[]::new);
        assertThat(lines)
                .hasSize(settings.size())
                .allSatisfy(
                        line -> {
                            String[] parts = line.split(": *", 2);
                            assertThat(parts[1]).isEqualTo(settings.get(parts[0]).toString());
                        });
    }
}
