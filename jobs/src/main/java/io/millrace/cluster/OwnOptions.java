package io.millrace.cluster;

import java.util.List;

/**
 * Options of Flink that are the cluster's own: by them its processes and its commands find each
 * other, or keep out of each other's way. Another value would leave a cluster that does not come
 * up, or would go unheard. Old spellings are among them, for Flink still reads those.
 */
enum OwnOptions {
    ADDRESSES(
            "the cluster's processes listen on localhost, each on ports that were free",
            "rest.address",
            "rest.port",
            "rest.bind-",
            "web.address",
            "web.port",
            "jobmanager.web.address",
            "jobmanager.web.port",
            "jobmanager.rpc.",
            "jobmanager.bind-host",
            "taskmanager.host",
            "taskmanager.bind-host",
            "taskmanager.rpc.",
            "taskmanager.data.",
            "blob.server.port",
            "metrics.internal.query-service.port"),
    SLOTS("--slots sets it", "taskmanager.numberOfTaskSlots"),
    HIGH_AVAILABILITY(
            "the cluster's own ZooKeeper sees to high availability",
            "high-availability",
            "recovery.",
            "zookeeper."),
    PLAIN("the cluster's commands speak to it without TLS", "security.ssl."),
    FOLDERS(
            "each process has a folder of its own within the cluster's",
            "io.tmp.dirs",
            "taskmanager.tmp.dirs",
            "web.tmpdir",
            "jobmanager.web.tmpdir",
            "process.",
            "taskmanager.resource-id",
            "jobmanager.resource-id"),
    CHECKPOINTS(
            "it is a folder within the cluster's; a job may have another by"
                    + " runtime.checkpoint-directory",
            "execution.checkpointing.dir",
            "state.checkpoints.dir",
            "state.backend.fs.checkpointdir"),
    SCRIPTS("it is for Flink's start scripts, which have no part in this cluster", "env.");

    private final String reason;
    private final List<String> beginnings;

    OwnOptions(String reason, String... beginnings) {
        this.reason = reason;
        this.beginnings = List.of(beginnings);
    }

    /**
     * @throws IllegalArgumentException if one of these options is given, with why it may not be
     */
    static void requireNone(Iterable<String> given) {
        for (String key : given) {
            for (OwnOptions own : values()) {
                if (own.beginnings.stream().anyMatch(key::startsWith)) {
                    throw new IllegalArgumentException(
                            "-D " + key + " cannot be given: " + own.reason);
                }
            }
        }
    }
}
