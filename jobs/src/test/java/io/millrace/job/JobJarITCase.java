package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a cluster is thin: whatever the cluster has must not come twice. */
class JobJarITCase {

    private static final long MOST_BYTES = 40_000_000;

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(jarFile())) {
            return jar.stream().map(entry -> entry.getName()).toList();
        }
    }

    private static File jarFile() {
        return new File(System.getProperty("millrace.job.jar"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/nd4j/",
                "org/bytedeco/",
                "org/apache/logging/",
                "org/slf4j/",
                "org/apache/flink/api/",
                "org/apache/flink/runtime/",
                "org/apache/flink/streaming/api/",
                "org/apache/flink/streaming/runtime/",
                "org/apache/flink/connector/base/",
                "org/apache/flink/shaded/",
                "org/rocksdb/",
                "kafka/",
                "org/apache/kafka/controller/",
                "org/apache/kafka/raft/",
                "scala/",
                "io/millrace/local/",
                "io/millrace/cli/",
            })
    void leavesOut(String path) throws IOException {
        assertThat(entries())
                .noneMatch(entry -> entry.startsWith(path) && entry.endsWith(".class"));
    }

    @Test
    void holdsNoDataAndNoLoggingConfiguration() throws IOException {
        assertThat(entries())
                .noneMatch(entry -> entry.endsWith(".gz") || entry.endsWith(".csv"))
                .noneMatch(entry -> entry.contains("log4j"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io/millrace/learn/Learner.class",
                "org/apache/flink/connector/kafka/source/KafkaSource.class",
                "org/apache/kafka/clients/consumer/KafkaConsumer.class",
                "com/fasterxml/jackson/databind/ObjectMapper.class",
                "picocli/CommandLine.class",
            })
    void holds(String path) throws IOException {
        assertThat(entries()).contains(path);
    }

    @Test
    void startsWithTheTrainingJob() throws IOException {
        try (JarFile jar = new JarFile(jarFile())) {
            String main = jar.getManifest().getMainAttributes().getValue("Main-Class");
            assertThat(main).isEqualTo("io.millrace.job.TrainJob");
            assertThat(jar.getEntry(main.replace('.', '/') + ".class")).isNotNull();
        }
    }

    @Test
    void staysSmall() {
        assertThat(jarFile().length()).isLessThan(MOST_BYTES);
    }
}
