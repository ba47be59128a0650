package io.millrace.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The libraries for Flink's {@code lib} folder: all that ND4J needs, and nothing twice. */
class ClusterLibITCase {

    private static final Path LIB = DockerFiles.ROOT.resolve("docker/cluster-lib/target/lib");

    private static List<Path> libraries() throws IOException {
        assertThat(LIB).as("made by ./mvnw package").isDirectory();
        try (Stream<Path> jars = Files.list(LIB)) {
            return jars.toList();
        }
    }

    @Test
    void haveNothingThatFlinkHas() throws IOException {
        assertThat(libraries())
                .hasSizeGreaterThan(10)
                .extracting(FlinkJars::artifact)
                .doesNotContainAnyElementsOf(
                        FlinkJars.find().stream().map(FlinkJars::artifact).toList());
    }

    /** On the class path of a TaskManager, with the job's jar behind it. */
    @Test
    void areAllThatNd4jNeedsBesideFlink() throws Exception {
        String testClasses =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.endsWith("test-classes"))
                        .findFirst()
                        .orElseThrow();
        Stream<Path> cluster = Stream.concat(FlinkJars.find().stream(), libraries().stream());
        Stream<String> job = Stream.of(System.getProperty("millrace.job.jar"), testClasses);
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                Stream.concat(cluster.map(Path::toString), job)
                                        .collect(Collectors.joining(File.pathSeparator)),
                                Nd4jProbe.class.getName())
                        .redirectErrorStream(true)
                        .start();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(output).contains("learned 4");
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
