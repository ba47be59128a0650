package io.millrace.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code millrace cluster flink}: Flink's own command line. */
@Command(
        name = "flink",
        description = {
            "Runs Flink's own command line against the cluster, and ends with its exit code.",
            "Options of this command come before what is meant for Flink."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  millrace cluster flink list -a",
            "  millrace cluster flink run --help"
        })
final class ClusterFlink implements Callable<Integer> {

    @ParentCommand private @Nullable ClusterCommand parent;

    @Parameters(paramLabel = "ARGUMENT", arity = "1..*", description = "As for 'flink'.")
    private List<String> arguments = new ArrayList<>();

    private ClusterFlink() {}

    static CommandLine command() {
        // What follows is not for this program to understand.
        return new CommandLine(new ClusterFlink()).setStopAtPositional(true);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return ClusterJobs.parent(parent).require().flink(arguments).inheritIO().start().waitFor();
    }
}
