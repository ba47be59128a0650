package io.millrace.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * Flink's configuration of the cluster, also as the files of a configuration folder.
 *
 * <p>High availability is ZooKeeper's: besides Kubernetes it is the only kind that Flink brings
 * along, and its server is in Flink's own jars.
 */
final class FlinkSettings {

    static final String CONFIGURATION = "config.yaml";
    static final String LOGGING = "log4j2.properties";

    private FlinkSettings() {}

    /** What was asked for, what else a cluster of this size needs, and what is its own. */
    static Configuration configuration(ClusterPlan plan, ClusterFolder folder) {
        Configuration o = Configuration.fromMap(plan.flink());
        unlessGiven(o, JobManagerOptions.TOTAL_PROCESS_MEMORY, "896m");
        unlessGiven(o, TaskManagerOptions.TOTAL_PROCESS_MEMORY, "1280m");
        unlessGiven(o, TaskManagerOptions.MANAGED_MEMORY_FRACTION, "0.2");
        // ND4J's arrays.
        unlessGiven(o, TaskManagerOptions.TASK_OFF_HEAP_MEMORY, "192m");
        unlessGiven(o, HeartbeatManagerOptions.HEARTBEAT_INTERVAL, "2 s");
        unlessGiven(o, HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, "10 s");
        unlessGiven(
                o,
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                ClusterFolder.uri(folder.savepoints()));
        unlessGiven(o, CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, "2");
        unlessGiven(o, RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        unlessGiven(
                o,
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                "1 s");
        unlessGiven(
                o, RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, "10 s");
        unlessGiven(
                o,
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                "1 min");
        unlessGiven(
                o,
                CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL,
                "org.nd4j.;org.bytedeco.");
        own(plan, folder).forEach(o::setString);
        return o;
    }

    /** In whatever spelling: a new one would hide the old one that was given. */
    private static void unlessGiven(Configuration options, ConfigOption<?> option, String value) {
        if (!options.contains(option)) {
            options.setString(option.key(), value);
        }
    }

    /** What {@link OwnOptions} keeps for the cluster. */
    private static Map<String, String> own(ClusterPlan plan, ClusterFolder folder) {
        Map<String, String> o = new LinkedHashMap<>();
        o.put("jobmanager.rpc.address", "localhost");
        o.put("jobmanager.bind-host", "localhost");
        o.put("rest.address", "localhost");
        o.put("rest.bind-address", "localhost");
        o.put("rest.port", Integer.toString(plan.restPort()));
        o.put("rest.bind-port", Integer.toString(plan.restPort()));
        o.put("taskmanager.host", "localhost");
        o.put("taskmanager.bind-host", "localhost");
        o.put("taskmanager.numberOfTaskSlots", Integer.toString(plan.slots()));

        o.put("high-availability.type", "zookeeper");
        o.put("high-availability.zookeeper.quorum", "localhost:" + plan.zooKeeperPort());
        o.put("high-availability.cluster-id", "/" + plan.id());
        o.put("high-availability.storageDir", ClusterFolder.uri(folder.data("ha")));
        o.put("high-availability.jobmanager.port", Integer.toString(plan.jobManagerPort()));
        // A killed JobManager holds its leadership until this has passed.
        o.put("high-availability.zookeeper.client.session-timeout", "6 s");
        o.put("high-availability.zookeeper.client.connection-timeout", "5 s");
        o.put("zookeeper.sasl.disable", "true");

        o.put("execution.checkpointing.dir", ClusterFolder.uri(folder.checkpoints()));
        return o;
    }

    static void write(ClusterPlan plan, ClusterFolder folder) throws IOException {
        String yaml =
                new TreeMap<>(configuration(plan, folder).toMap())
                        .entrySet().stream()
                                .map(
                                        e ->
                                                e.getKey()
                                                        + ": '"
                                                        + e.getValue().replace("'", "''")
                                                        + "'\n")
                                .collect(Collectors.joining());
        Files.writeString(folder.conf().resolve(CONFIGURATION), yaml);
        Files.writeString(folder.conf().resolve(LOGGING), logging());
    }

    private static String logging() {
        return """
               status = error
               appender.out.type = Console
               appender.out.name = out
               appender.out.layout.type = PatternLayout
               appender.out.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-50c{1.} %x - %m%n
               rootLogger.level = info
               rootLogger.appenderRef.out.ref = out
               # Clients list their whole configuration at info.
               logger.kafka.name = org.apache.kafka
               logger.kafka.level = warn
               # Flink's committers register one gauge twice for each checkpoint, and say so each time.
               logger.metrics.name = org.apache.flink.metrics.MetricGroup
               logger.metrics.level = error
               """;
    }
}
