package io.millrace.cluster;

import io.millrace.config.SetupException;
import io.millrace.local.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * How large a cluster is and where its processes listen: on the loopback interface only.
 *
 * @param taskManagers processes that do the work, at least 1
 * @param slots tasks that each of them takes, at least 1
 * @param brokers Kafka nodes, at least 1
 * @param id tells this cluster's data from those of another, as Kafka writes ids
 * @param ports the REST API, the JobManager, ZooKeeper, and two for each broker
 * @param flink further options of Flink, none of which is the cluster's own
 */
public record ClusterPlan(
        int taskManagers,
        int slots,
        int brokers,
        String id,
        List<Integer> ports,
        Map<String, String> flink) {

    private static final String FLINK = "flink.";

    public ClusterPlan {
        requireAtLeastOne("--taskmanagers", taskManagers);
        requireAtLeastOne("--slots", slots);
        requireAtLeastOne("--brokers", brokers);
        OwnOptions.requireNone(new TreeSet<>(flink.keySet()));
        ports = List.copyOf(ports);
        flink = Map.copyOf(flink);
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1 || value > 100) {
            throw new IllegalArgumentException(name + " must be from 1 to 100, got " + value);
        }
    }

    /** A plan with ports that are free now. */
    public static ClusterPlan of(
            int taskManagers, int slots, int brokers, Map<String, String> flink)
            throws IOException {
        return new ClusterPlan(
                taskManagers,
                slots,
                brokers,
                Uuid.randomUuid().toString(),
                FreePorts.find(3 + 2 * Math.max(1, brokers)),
                flink);
    }

    /** Where Flink's REST API and web UI are. */
    public int restPort() {
        return ports.get(0);
    }

    int jobManagerPort() {
        return ports.get(1);
    }

    int zooKeeperPort() {
        return ports.get(2);
    }

    /**
     * @param node from 1
     */
    int brokerPort(int node) {
        return ports.get(1 + 2 * node);
    }

    /** Of all nodes, in their order. */
    List<Integer> controllerPorts() {
        return IntStream.rangeClosed(1, brokers).mapToObj(node -> ports.get(2 + 2 * node)).toList();
    }

    /** Kafka's {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return IntStream.rangeClosed(1, brokers)
                .mapToObj(node -> "localhost:" + brokerPort(node))
                .collect(Collectors.joining(","));
    }

    /**
     * The plan as it was written.
     *
     * @throws SetupException if the file is not as {@link #write} makes it
     */
    static ClusterPlan read(Path file) throws IOException {
        try {
            return parse(file);
        } catch (IllegalArgumentException e) {
            throw new SetupException("'" + file + "' is damaged: " + e.getMessage(), e);
        }
    }

    private static ClusterPlan parse(Path file) throws IOException {
        Properties p = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            p.load(in);
        }
        List<Integer> ports = new ArrayList<>();
        for (String port : value(p, "ports").split(",", -1)) {
            ports.add(Integer.valueOf(port));
        }
        Map<String, String> flink = new LinkedHashMap<>();
        for (String name : p.stringPropertyNames()) {
            if (name.startsWith(FLINK)) {
                flink.put(name.substring(FLINK.length()), p.getProperty(name));
            }
        }
        return new ClusterPlan(
                Integer.parseInt(value(p, "taskmanagers")),
                Integer.parseInt(value(p, "slots")),
                Integer.parseInt(value(p, "brokers")),
                value(p, "id"),
                ports,
                flink);
    }

    private static String value(Properties p, String key) {
        String value = p.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("it has no '" + key + "'");
        }
        return value;
    }

    void write(Path file) throws IOException {
        Properties p = new Properties();
        p.setProperty("taskmanagers", Integer.toString(taskManagers));
        p.setProperty("slots", Integer.toString(slots));
        p.setProperty("brokers", Integer.toString(brokers));
        p.setProperty("id", id);
        p.setProperty(
                "ports", ports.stream().map(String::valueOf).collect(Collectors.joining(",")));
        flink.forEach((key, value) -> p.setProperty(FLINK + key, value));
        try (OutputStream out = Files.newOutputStream(file)) {
            p.store(out, null);
        }
    }
}
