package io.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job meets here what it meets on any cluster: neither more nor less. */
class FlinkLibrariesTest {

    private static final List<Path> JARS = new ArrayList<>();

    @BeforeAll
    static void select() {
        for (String jar : FlinkLibraries.classPath().split(File.pathSeparator, -1)) {
            JARS.add(Path.of(jar));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io/millrace/",
                "org/apache/kafka/",
                "org/apache/flink/connector/kafka/",
                "kafka/",
                "com/fasterxml/jackson/",
                "org/yaml/",
                "de/siegmar/",
                "picocli/",
                "net/jpountz/",
                "com/github/luben/",
                "scala/",
            })
    void holdNothingThatAJobBrings(String path) throws IOException {
        for (Path jar : JARS) {
            assertThat(classes(jar)).as("%s", jar).noneMatch(name -> name.startsWith(path));
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                CliFrontend.class,
                FlinkZooKeeperQuorumPeer.class,
                StandaloneSessionClusterEntrypoint.class,
                TaskManagerRunner.class,
            })
    void holdAllThatFlinkStartsWith(Class<?> entryPoint) throws Exception {
        assertThat(load(entryPoint.getName())).isNotSameAs(entryPoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.flink.connector.base.sink.AsyncSinkBase",
                "org.apache.flink.runtime.webmonitor.handlers.JarUploadHandler",
                "org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend",
                "org.apache.logging.slf4j.Log4jLogger",
                "org.bytedeco.javacpp.Loader",
                "org.bytedeco.openblas.global.openblas",
                "org.nd4j.linalg.cpu.nativecpu.CpuBackend",
            })
    void holdWhatAJobFindsThere(String name) throws Exception {
        assertThat(load(name)).isNotNull();
    }

    @Test
    void leaveOutFoldersAndWhateverIsNoJar(@TempDir Path folder) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes.jar"));
        String flink = folder.resolve("flink-core-2.3.0.jar").toString();
        String all =
                String.join(
                        File.pathSeparator,
                        classes.toString(),
                        folder.resolve("kafka-clients-4.2.0.jar").toString(),
                        folder.resolve("notes.txt").toString(),
                        flink);
        assertThat(FlinkLibraries.select(all)).isEqualTo(flink);
    }

    /** From these jars and Java alone, as in a process of the cluster. */
    private static Class<?> load(String name) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (Path jar : JARS) {
            urls.add(jar.toUri().toURL());
        }
        ClassLoader java = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), java)) {
            Class<?> loaded = Class.forName(name, false, loader);
            // Links it to the types of its members.
            assertThat(Arrays.asList(loaded.getDeclaredMethods())).isNotNull();
            return loaded;
        }
    }

    private static List<String> classes(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .toList();
        }
    }
}
