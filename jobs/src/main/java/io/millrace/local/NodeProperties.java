package io.millrace.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The configuration of a Kafka node on this machine, broker and controller in one (KRaft). */
public final class NodeProperties {

    private NodeProperties() {}

    /**
     * That of one of some nodes, which keep as many replicas as they can, up to three.
     *
     * @param id which one, from 1
     * @param port where its clients connect
     * @param controllers the ports of the nodes' controllers, in the order of their ids
     * @param data a folder of its own
     */
    public static Properties of(int id, int port, List<Integer> controllers, Path data) {
        int nodes = controllers.size();
        String few = Integer.toString(nodes);
        String replicas = Integer.toString(Math.min(3, nodes));
        String inSync = nodes < 3 ? "1" : "2";
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(id));
        p.put(
                "listeners",
                String.format(
                        "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d",
                        port, controllers.get(id - 1)));
        p.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        p.put("inter.broker.listener.name", "PLAINTEXT");
        p.put("controller.listener.names", "CONTROLLER");
        p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, nodes)
                        .mapToObj(node -> node + "@localhost:" + controllers.get(node - 1))
                        .collect(Collectors.joining(",")));
        p.put("log.dirs", data.toString());
        p.put("auto.create.topics.enable", "false");
        p.put("default.replication.factor", replicas);
        p.put("min.insync.replicas", inSync);
        p.put("offsets.topic.num.partitions", few);
        p.put("offsets.topic.replication.factor", replicas);
        p.put("transaction.state.log.num.partitions", few);
        p.put("transaction.state.log.replication.factor", replicas);
        p.put("transaction.state.log.min.isr", inSync);
        p.put("share.coordinator.state.topic.num.partitions", few);
        p.put("share.coordinator.state.topic.replication.factor", replicas);
        p.put("share.coordinator.state.topic.min.isr", inSync);
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
        p.put("log.cleaner.dedupe.buffer.size", "16777216");
        return p;
    }
}
