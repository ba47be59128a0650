package io.millrace.cli;

import io.millrace.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka is meant: the one that is named, or else that of the cluster on this machine. */
final class Brokers {

    @Option(
            names = {"--bootstrap", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description = {
                "Kafka's bootstrap servers;",
                "without, those of the cluster of 'millrace cluster'."
            })
    private @Nullable String bootstrap;

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description = "The folder of that cluster, as of 'millrace cluster'.",
            defaultValue = ClusterCommand.FOLDER)
    private Path dir = Path.of("");

    @Option(
            names = "--property",
            paramLabel = "KEY=VALUE",
            description = "A property of the Kafka client (security and the like).")
    private Map<String, String> properties = new LinkedHashMap<>();

    /**
     * Kafka's {@code bootstrap.servers}.
     *
     * @throws CommandException if none are named and there is no cluster
     */
    String servers() throws IOException {
        if (bootstrap != null) {
            return bootstrap;
        }
        Optional<Cluster> cluster = Cluster.find(dir);
        return cluster.orElseThrow(
                        () ->
                                CommandException.usage(
                                        "--bootstrap: which Kafka? There is no cluster in '"
                                                + dir
                                                + "' whose own it could be"))
                .plan()
                .bootstrapServers();
    }

    Map<String, String> properties() {
        return properties;
    }
}
