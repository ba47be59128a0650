package io.millrace.job;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code flink run} is given behind the job's jar. */
@Command(name = "millrace-job")
final class TrainArguments {

    @Option(names = "--config", required = true, paramLabel = "FILE")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE")
    private List<String> overrides = List.of();

    /**
     * @throws CommandLine.ParameterException if they are others than {@code --config FILE [--set
     *     KEY=VALUE]...}
     */
    static TrainArguments parse(String... args) {
        return CommandLine.populateCommand(new TrainArguments(), args);
    }

    Path config() {
        if (config == null) {
            throw new IllegalStateException("--config is required");
        }
        return config;
    }

    List<String> overrides() {
        return overrides;
    }
}
