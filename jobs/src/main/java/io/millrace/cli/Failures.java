package io.millrace.cli;

import io.millrace.config.ConfigException;
import io.millrace.config.SetupException;
import io.millrace.operator.UnrecoverableException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** From what went wrong to an exit code and a message for a person. */
final class Failures
        implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        terminal.err().println("millrace: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, terminal.err());
        terminal.err()
                .println(
                        "Try '"
                                + command.getCommandSpec().qualifiedName()
                                + " --help' for what there is.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(
            Exception e, CommandLine command, @Nullable ParseResult parsed) {
        terminal.progressDone();
        if (isInterruption(e) || Interruption.requested()) {
            return ExitCode.INTERRUPTED;
        }
        terminal.err().println("millrace: " + message(e).replace("\n", "\n          "));
        if (Main.debug(command)) {
            e.printStackTrace(terminal.err());
        } else if (e instanceof SetupException) {
            RunLog.discard(); // The message says what to do.
        } else if (exitCode(e) == ExitCode.FAILURE) {
            RunLog.current()
                    .ifPresent(log -> terminal.err().println("          the log is in " + log));
            terminal.err().println("          (--debug shows where it happened)");
        }
        return exitCode(e);
    }

    private static boolean isInterruption(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof InterruptedIOException
                    || cause instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return false;
    }

    private static int exitCode(Exception e) {
        if (e instanceof CommandException c) {
            return c.exitCode();
        }
        boolean mistake = e instanceof ConfigException || e instanceof FileSystemException;
        return mistake ? ExitCode.USAGE : ExitCode.FAILURE;
    }

    /** What the innermost cause says, or the one that was written for a person. */
    static String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof UnrecoverableException)) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String message(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return "there is no file '" + missing.getFile() + "'";
        } else if (e instanceof AccessDeniedException denied) {
            return "'" + denied.getFile() + "' may not be read or written";
        }
        return e.getMessage() == null ? rootMessage(e) : e.getMessage();
    }
}
