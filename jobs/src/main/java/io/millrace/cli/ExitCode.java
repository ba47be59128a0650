package io.millrace.cli;

/** What the process says to the script that called it. */
final class ExitCode {

    static final int OK = 0;

    /** Something failed while running. */
    static final int FAILURE = 1;

    /** The command line or the configuration is wrong: trying again will not help. */
    static final int USAGE = 2;

    /** Ctrl-C, as shells have it: 128 and the signal's number. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
