package io.millrace.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;

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

    static Configuration configuration(ClusterPlan plan, ClusterFolder folder) {
        return Configuration.fromMap(options(plan, folder));
    }

    static void write(ClusterPlan plan, ClusterFolder folder) throws IOException {
        Path conf = folder.conf();
        String yaml =
                new TreeMap<>(options(plan, folder))
                        .entrySet().stream()
                                .map(
                                        e ->
                                                e.getKey()
                                                        + ": '"
                                                        + e.getValue().replace("'", "''")
                                                        + "'\n")
                                .collect(Collectors.joining());
        Files.writeString(conf.resolve(CONFIGURATION), yaml);
        Files.writeString(conf.resolve(LOGGING), logging());
    }

    private static Map<String, String> options(ClusterPlan plan, ClusterFolder folder) {
        Map<String, String> o = new LinkedHashMap<>();
        o.put("jobmanager.rpc.address", "localhost");
        o.put("jobmanager.bind-host", "localhost");
        o.put("jobmanager.memory.process.size", "896m");
        o.put("rest.address", "localhost");
        o.put("rest.bind-address", "localhost");
        o.put("rest.port", Integer.toString(plan.restPort()));
        o.put("rest.bind-port", Integer.toString(plan.restPort()));

        o.put("high-availability.type", "zookeeper");
        o.put("high-availability.zookeeper.quorum", "localhost:" + plan.zooKeeperPort());
        o.put("high-availability.cluster-id", "/" + plan.id());
        o.put("high-availability.storageDir", ClusterFolder.uri(folder.data("ha")));
        o.put("high-availability.jobmanager.port", Integer.toString(plan.jobManagerPort()));
        // A killed JobManager holds its leadership until this has passed.
        o.put("high-availability.zookeeper.client.session-timeout", "6 s");
        o.put("high-availability.zookeeper.client.connection-timeout", "5 s");
        o.put("zookeeper.sasl.disable", "true");

        o.put("taskmanager.host", "localhost");
        o.put("taskmanager.bind-host", "localhost");
        o.put("taskmanager.numberOfTaskSlots", Integer.toString(plan.slots()));
        o.put("taskmanager.memory.process.size", "1280m");
        o.put("taskmanager.memory.managed.fraction", "0.2");
        // ND4J's arrays.
        o.put("taskmanager.memory.task.off-heap.size", "192m");
        o.put("heartbeat.interval", "2 s");
        o.put("heartbeat.timeout", "10 s");

        o.put("execution.checkpointing.dir", ClusterFolder.uri(folder.checkpoints()));
        o.put("execution.checkpointing.savepoint-dir", ClusterFolder.uri(folder.savepoints()));
        o.put("execution.checkpointing.num-retained", "2");
        o.put("restart-strategy.type", "exponential-delay");
        o.put("restart-strategy.exponential-delay.initial-backoff", "1 s");
        o.put("restart-strategy.exponential-delay.max-backoff", "10 s");
        o.put("restart-strategy.exponential-delay.reset-backoff-threshold", "1 min");

        o.put("classloader.parent-first-patterns.additional", "org.nd4j.;org.bytedeco.");
        o.putAll(plan.flink());
        return o;
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
