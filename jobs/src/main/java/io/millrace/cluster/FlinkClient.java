package io.millrace.cluster;

import io.millrace.config.SetupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Flink's own command line, for what a program wants of it. */
final class FlinkClient {

    /** What it prints before a stack trace. */
    private static final String EXCEPTION = "The program finished with the following exception:";

    private FlinkClient() {}

    /**
     * Runs a command to its end.
     *
     * @return all that it said
     * @throws SetupException if it fails, with the one thing that a person has to know
     */
    static String call(Cluster cluster, List<String> arguments)
            throws IOException, InterruptedException {
        Process process = cluster.flink(arguments).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new SetupException(reason(said, cluster.clientLog()));
            }
            return said;
        } finally {
            process.destroy(); // If this thread was interrupted.
        }
    }

    /** Why it failed: all that it said, unless that is a stack trace, which is in a log too. */
    static String reason(String said, Path log) {
        int trace = said.indexOf(EXCEPTION);
        if (trace >= 0) {
            String why = FlinkRest.reason(said.substring(trace + EXCEPTION.length()).trim());
            return why + "\n(more in " + log + ")";
        }
        return said.lines().filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    }
}
