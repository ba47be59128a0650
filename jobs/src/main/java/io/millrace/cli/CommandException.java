package io.millrace.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot go on, for a reason that its message explains to the person who typed it. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What was typed cannot work. */
    static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message, null);
    }

    /** Likewise, as an exception tells it. */
    static CommandException usage(IllegalArgumentException e) {
        return new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }

    /** What was typed is fine, but something else is not. */
    static CommandException failure(String message, Throwable cause) {
        return new CommandException(ExitCode.FAILURE, message, cause);
    }

    int exitCode() {
        return exitCode;
    }
}
