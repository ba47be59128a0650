package io.millrace.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;

/** What every cluster that runs Millrace needs of Flink's settings. */
final class FlinkSettings {

    private static final Map<String, String> METRICS =
            Map.of(
                    "metrics.reporter.prom.factory.class",
                    "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                    "metrics.reporter.prom.port",
                    "9249");

    private FlinkSettings() {}

    static void check(Configuration settings) {
        assertThat(settings.get(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL))
                .containsExactly("org.nd4j.", "org.bytedeco.");
        assertThat(settings.toMap()).containsAllEntriesOf(METRICS);
        checkMemory(settings);
        checkJavaOptions(settings);
    }

    /** By Flink's own arithmetic, which throws where the parts do not fit into the whole. */
    private static void checkMemory(Configuration settings) {
        TaskExecutorProcessSpec taskManager =
                TaskExecutorProcessUtils.processSpecFromConfig(settings);
        assertThat(taskManager.getTaskHeapSize()).isGreaterThan(MemorySize.ofMebiBytes(512));
        JobManagerProcessSpec jobManager = JobManagerProcessUtils.processSpecFromConfig(settings);
        assertThat(jobManager.getJvmHeapMemorySize()).isGreaterThan(MemorySize.ofMebiBytes(512));
    }

    private static void checkJavaOptions(Configuration settings) {
        String taskManager = settings.get(CoreOptions.FLINK_TM_JVM_OPTIONS);
        assertThat(MemorySize.parse(javacpp(taskManager, "maxbytes")))
                .isEqualTo(settings.get(TaskManagerOptions.TASK_OFF_HEAP_MEMORY));
        assertThat(MemorySize.parse(javacpp(taskManager, "maxphysicalbytes")))
                .isEqualTo(settings.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY));
        assertThat(
                        List.of(
                                javacpp(taskManager, "cachedir"),
                                javacpp(
                                        settings.get(CoreOptions.FLINK_JM_JVM_OPTIONS),
                                        "cachedir")))
                .doesNotHaveDuplicates();
    }

    private static String javacpp(String options, String name) {
        return DockerFiles.first(options, "-Dorg\\.bytedeco\\.javacpp\\." + name + "=(\\S+)");
    }
}
