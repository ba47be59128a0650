package io.millrace.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/**
 * The command lines of Flink's processes, as its start scripts would make them: the sizes of heap,
 * direct memory and metaspace come from Flink's own arithmetic.
 */
final class FlinkDaemons {

    private final ClusterPlan plan;
    private final ClusterFolder folder;
    private final Configuration configuration;

    FlinkDaemons(ClusterPlan plan, ClusterFolder folder) {
        this.plan = plan;
        this.folder = folder;
        this.configuration = FlinkSettings.configuration(plan, folder);
    }

    /**
     * Has Flink do its arithmetic, before anything starts.
     *
     * @throws IllegalArgumentException if the sizes do not go together, or are none
     */
    void requireMemory() {
        try {
            JobManagerProcessUtils.processSpecFromConfig(configuration);
            TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        } catch (IllegalConfigurationException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the sizes given by -D: " + e.getMessage(), e);
        }
    }

    /** What all of Flink's processes find in their environment. */
    Map<String, String> environment() {
        return Map.of(
                "FLINK_CONF_DIR",
                folder.conf().toString(),
                "FLINK_PLUGINS_DIR",
                folder.plugins().toString(),
                // One thread of native code: the order of its sums, and so every bit, stays the
                // same.
                "OMP_NUM_THREADS",
                "1");
    }

    List<String> zooKeeper(String name) throws IOException {
        Path data = Files.createDirectories(folder.data(name));
        Path config = folder.conf().resolve("zoo.cfg");
        Files.writeString(
                config,
                """
                tickTime=1000
                clientPort=%d
                clientPortAddress=localhost
                dataDir=%s
                admin.enableServer=false
                maxClientCnxns=0
                """
                        .formatted(plan.zooKeeperPort(), data));
        return command(
                name,
                List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
                FlinkZooKeeperQuorumPeer.class.getName(),
                List.of("--zkConfigFile", config.toString(), "--peerId", "1"));
    }

    List<String> jobManager(String name) throws IOException {
        JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
        List<String> arguments = new ArrayList<>(List.of("--configDir", folder.conf().toString()));
        arguments.addAll(Jvm.split(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
        arguments.addAll(temporaryFiles(name));
        return command(
                name,
                Jvm.split(JobManagerProcessUtils.generateJvmParametersStr(memory, configuration)),
                StandaloneSessionClusterEntrypoint.class.getName(),
                arguments);
    }

    List<String> taskManager(String name) throws IOException {
        TaskExecutorProcessSpec memory =
                TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        List<String> arguments = new ArrayList<>(List.of("--configDir", folder.conf().toString()));
        arguments.addAll(Jvm.split(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        arguments.addAll(temporaryFiles(name));
        List<String> flags =
                new ArrayList<>(Jvm.split(ProcessMemoryUtils.generateJvmParametersStr(memory)));
        long nativeArrays = configuration.get(TaskManagerOptions.TASK_OFF_HEAP_MEMORY).getBytes();
        flags.add("-Dorg.bytedeco.javacpp.maxbytes=" + nativeArrays);
        // Compared with all that the process has resident, heap and all.
        flags.add(
                "-Dorg.bytedeco.javacpp.maxphysicalbytes="
                        + configuration.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY).getBytes());
        return command(name, flags, TaskManagerRunner.class.getName(), arguments);
    }

    private List<String> temporaryFiles(String name) throws IOException {
        String work = folder.work(name).toString();
        return List.of("-D", "io.tmp.dirs=" + work, "-D", "web.tmpdir=" + work);
    }

    private List<String> command(
            String name, List<String> flags, String main, List<String> arguments)
            throws IOException {
        List<String> all = new ArrayList<>(Jvm.opened());
        all.addAll(flags);
        all.add(nativeLibraries(name));
        all.add("-Dlog.file=" + folder.log(name)); // For the web UI to show.
        all.add(
                "-Dlog4j2.configurationFile="
                        + folder.conf().resolve(FlinkSettings.LOGGING).toUri());
        return Jvm.command(folder.work(name), all, FlinkLibraries.classPath(), main, arguments);
    }

    /**
     * Where ND4J is unpacked, also where a job is only tried out. Two processes that unpack into
     * one folder get in each other's way.
     */
    private String nativeLibraries(String name) throws IOException {
        return "-Dorg.bytedeco.javacpp.cachedir=" + folder.work(name).resolve("javacpp");
    }

    /** Flink's own command line, for one command. */
    List<String> commandLine(List<String> arguments) throws IOException {
        Path log = folder.log("client");
        List<String> flags = new ArrayList<>(Jvm.opened());
        flags.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
        flags.add(nativeLibraries("client"));
        flags.add("-Dlog4j2.configurationFile=" + clientLogging(log).toUri());
        return Jvm.command(
                folder.work("client"),
                flags,
                FlinkLibraries.classPath(),
                org.apache.flink.client.cli.CliFrontend.class.getName(),
                arguments);
    }

    /** What it prints belongs to the terminal, what it logs does not. */
    private Path clientLogging(Path log) throws IOException {
        return Files.writeString(
                folder.conf().resolve("log4j2-client.properties"),
                """
                status = error
                appender.file.type = File
                appender.file.name = file
                appender.file.fileName = %s
                appender.file.layout.type = PatternLayout
                appender.file.layout.pattern = %%d{yyyy-MM-dd HH:mm:ss,SSS} %%-5p %%c{1.} - %%m%%n
                rootLogger.level = info
                rootLogger.appenderRef.file.ref = file
                """
                        .formatted(log));
    }
}
