package io.millrace.cluster;

import io.millrace.config.SetupException;
import io.millrace.local.NodeProperties;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** One Kafka node, broker and controller in one (KRaft). */
final class KafkaNode {

    private final ClusterPlan plan;
    private final ClusterFolder folder;
    private final int id;

    /**
     * @param id from 1
     */
    KafkaNode(ClusterPlan plan, ClusterFolder folder, int id) {
        this.plan = plan;
        this.folder = folder;
        this.id = id;
    }

    String name() {
        return "broker-" + id;
    }

    /** Writes its configuration, and makes its data folder if there is none yet. */
    List<String> prepare() throws IOException, InterruptedException {
        Path config = folder.conf().resolve(name() + ".properties");
        try (OutputStream out = Files.newOutputStream(config)) {
            properties().store(out, null);
        }
        if (Files.notExists(folder.data(name()).resolve("meta.properties"))) {
            format(config);
        }
        return command("kafka.Kafka", List.of("-Xms64m", "-Xmx512m"), List.of(config.toString()));
    }

    private void format(Path config) throws IOException, InterruptedException {
        List<String> arguments =
                List.of("format", "-t", plan.id(), "-c", config.toString(), "--ignore-formatted");
        List<String> command =
                command("kafka.tools.StorageTool", List.of("-XX:TieredStopAtLevel=1"), arguments);
        Process process =
                new ProcessBuilder(Daemon.detached(command))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(folder.log(name()).toFile()))
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new SetupException(
                        "cannot prepare "
                                + name()
                                + ":\n"
                                + new Daemon(name(), folder).lastWords());
            }
        } finally {
            process.destroyForcibly(); // If this thread was interrupted.
        }
    }

    private List<String> command(String main, List<String> flags, List<String> arguments)
            throws IOException {
        List<String> all = new ArrayList<>(flags);
        all.add(
                "-Dlog4j2.configurationFile="
                        + folder.conf().resolve(FlinkSettings.LOGGING).toUri());
        return Jvm.command(folder.work(name()), all, Jvm.classPath(), main, arguments);
    }

    private Properties properties() {
        return NodeProperties.of(
                id, plan.brokerPort(id), plan.controllerPorts(), folder.data(name()));
    }
}
