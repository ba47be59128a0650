package io.millrace.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: the command's own thread is interrupted and given time to close what it opened, the same
 * way as when it ends by itself. So there is one way to clean up, not two.
 */
final class Interruption {

    private static final long PATIENCE_SECONDS = 30;
    private static final CountDownLatch DONE = new CountDownLatch(1);

    private static final PrintStream STDERR = System.err;

    /** For the libraries: what they complain of while everything is torn down is no news either. */
    private static final PrintStream SILENT =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private static volatile boolean requested;

    private Interruption() {}

    /** Whether the process is to end: what fails from now on is no news. */
    static boolean requested() {
        return requested;
    }

    /** Passes the process's end on to the thread that runs the command. */
    static void handle(Thread command) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    if (DONE.getCount() > 0) {
                                        requested = true;
                                        System.setErr(SILENT);
                                        command.interrupt();
                                        awaitDone();
                                    }
                                },
                                "interruption"));
    }

    private static void awaitDone() {
        try {
            if (!DONE.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                STDERR.println("millrace: did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has ended and closed everything. */
    static void done() {
        DONE.countDown();
    }
}
