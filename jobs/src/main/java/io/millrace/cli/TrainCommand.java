package io.millrace.cli;

import io.millrace.config.ConfigLoader;
import io.millrace.config.JobConfig;
import io.millrace.job.FlinkOptions;
import io.millrace.job.TrainJob;
import io.millrace.local.LocalCluster;
import io.millrace.local.Uninterrupted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace train}: the job itself. */
@Command(
        name = "train",
        description = "Learns from a Kafka topic until stopped.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "On a cluster, give Flink the same job:",
            "  flink run jobs/target/millrace-job-VERSION.jar --config FILE",
            "",
            "Examples:",
            "  millrace train --config job.yaml --local",
            "  millrace train --config job.yaml --set runtime.parallelism=4"
        })
final class TrainCommand implements Callable<Integer> {

    private final Terminal terminal;

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
            names = "--local",
            description = "Runs it on a cluster in this process, with Flink's web UI.")
    private boolean local;

    TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        JobConfig job = ConfigLoader.load(config, overrides, System.getenv());
        Configuration options = FlinkOptions.of(job.runtime());
        if (local) {
            try (LocalCluster cluster = LocalCluster.start(job.runtime().parallelism(), options)) {
                run(cluster.environment(options), job, "Flink UI " + cluster.webUrl());
            }
        } else {
            run(StreamExecutionEnvironment.getExecutionEnvironment(options), job, "no Flink UI");
        }
        return ExitCode.OK;
    }

    private void run(StreamExecutionEnvironment env, JobConfig job, String where) throws Exception {
        TrainJob.define(env, job);
        JobClient client = Uninterrupted.call(() -> env.executeAsync(job.name()));
        terminal.out()
                .printf(
                        "learning %s from topic %s at %s; %s; Ctrl-C stops%n",
                        job.name(), job.source().topic(), job.source().bootstrapServers(), where);
        try {
            client.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            throw CommandException.failure("the job failed: " + Failures.rootMessage(e), e);
        } catch (InterruptedException e) {
            terminal.out().println(kept(job));
            throw e;
        }
    }

    /** What is left of a job that was stopped without a savepoint. */
    private static String kept(JobConfig job) {
        String models =
                job.sinks()
                        .models()
                        .map(topic -> "models published so far are in topic " + topic)
                        .orElse("no models were published (sinks.models is not set)");
        return "stopped; "
                + models
                + "; what was learned since is not kept, and a new start reads from source.start";
    }
}
