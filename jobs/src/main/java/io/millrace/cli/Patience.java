package io.millrace.cli;

import io.millrace.cluster.Cluster;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait for what has to start. */
final class Patience {

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait until it runs; ${DEFAULT-VALUE} without.")
    private long seconds = Cluster.START.toSeconds();

    /**
     * @throws CommandException if there is none
     */
    void require() {
        if (seconds < 1) {
            throw CommandException.usage("--timeout must be at least 1, got " + seconds);
        }
    }

    Duration duration() {
        return Duration.ofSeconds(seconds);
    }
}
