package io.millrace.cli;

import io.millrace.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code millrace cluster submit}: hands the job to the cluster, by {@code flink run}. */
@Command(
        name = "submit",
        description = {
            "Hands a training job to the cluster, as 'flink run -d' does.",
            "source.bootstrap-servers is the cluster's own unless --set says otherwise."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ClusterSubmit implements Callable<Integer> {

    @ParentCommand private @Nullable ClusterCommand parent;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The job's configuration, in YAML.")
    private Path config = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets one key of the configuration; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--from-savepoint",
            paramLabel = "PATH",
            description = "Goes on from a savepoint or a retained checkpoint.")
    private @Nullable String savepoint;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Cluster cluster = ClusterJobs.clusterOf(parent);
        List<String> arguments = new ArrayList<>(List.of("run", "-d"));
        if (savepoint != null) {
            arguments.addAll(List.of("-s", savepoint));
        }
        arguments.add(JobJar.find().toString());
        arguments.addAll(List.of("--config", config.toString()));
        arguments.addAll(
                List.of("--set", "source.bootstrap-servers=" + cluster.plan().bootstrapServers()));
        overrides.forEach(override -> arguments.addAll(List.of("--set", override)));
        return ClusterJobs.run(cluster, arguments);
    }
}
