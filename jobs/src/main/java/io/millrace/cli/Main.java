package io.millrace.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line, {@code scripts/millrace}. */
@Command(
        name = "millrace",
        description = "Models that keep learning from Kafka streams, on Flink.",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Start with:",
            "  millrace demo",
            "  millrace evaluate FILE.csv.gz --label COLUMN",
            "",
            "Exit codes: 0 done, 1 failed while running, 2 wrong usage or configuration,",
            "130 interrupted. MILLRACE_JAVA_OPTS adds options for Java, as -Xmx4g."
        })
public final class Main implements Callable<Integer> {

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where a failure happened (also MILLRACE_DEBUG=1).")
    private boolean debug;

    @Spec private CommandSpec spec;

    Main() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        RunLog.start();
        Interruption.handle(Thread.currentThread());
        int exitCode = ExitCode.FAILURE;
        try {
            exitCode = commandLine(Terminal.system()).execute(args);
            if (exitCode != ExitCode.FAILURE) {
                RunLog.discard();
            }
        } finally {
            // Also after an error, as of a class that cannot be initialized while the JVM ends.
            Interruption.done();
        }
        System.exit(exitCode);
    }

    /** All commands, speaking to a terminal. */
    static CommandLine commandLine(Terminal terminal) {
        Failures failures = new Failures(terminal);
        CommandLine cluster =
                new CommandLine(new ClusterCommand(terminal))
                        .addSubcommand(new ClusterSubmit())
                        .addSubcommand(new ClusterJobs.Savepoint())
                        .addSubcommand(new ClusterJobs.Stop())
                        .addSubcommand(ClusterFlink.command());
        return new CommandLine(new Main())
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(new TrainCommand(terminal))
                .addSubcommand(new EvaluateCommand(terminal))
                .addSubcommand(new TuneCommand(terminal))
                .addSubcommand(new CompareCommand(terminal))
                .addSubcommand(new SendCommand(terminal))
                .addSubcommand(new ReadCommand(terminal))
                .addSubcommand(new ChaosCommand(terminal))
                .addSubcommand(cluster)
                .setOut(terminal.outWriter())
                .setErr(terminal.errWriter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setExitCodeExceptionMapper(e -> ExitCode.FAILURE);
    }

    static boolean debug(CommandLine command) {
        Object root = command.getCommandSpec().root().userObject();
        String env = Optional.ofNullable(System.getenv("MILLRACE_DEBUG")).orElse("");
        return (root instanceof Main main && main.debug) || !env.isEmpty() && !env.equals("0");
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"millrace " + (version == null ? "(not packaged)" : version)};
        }
    }
}
