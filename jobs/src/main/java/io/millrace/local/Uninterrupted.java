package io.millrace.local;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Steps that are taken whole. Flink leaves files and stack traces behind where it is interrupted
 * while it starts a cluster or submits a job; both are done soon.
 */
public final class Uninterrupted {

    private static final long PATIENCE_SECONDS = 8;

    private Uninterrupted() {}

    /**
     * Takes a step in another thread and waits for its end. An interruption that comes meanwhile
     * stays pending.
     *
     * @throws InterruptedException if the step does not end within some seconds after it
     * @throws Exception what the step throws
     */
    public static <T> T call(Callable<T> step) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                result.complete(step.call());
                            } catch (Throwable e) {
                                result.completeExceptionally(e);
                            }
                        },
                        "uninterrupted");
        thread.setDaemon(true);
        thread.start();
        try {
            return await(result);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Has patience, but not without end: a cluster may never start while the JVM ends. */
    private static <T> T await(CompletableFuture<T> result)
            throws ExecutionException, InterruptedException {
        try {
            return result.get();
        } catch (InterruptedException e) {
            try {
                return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException late) {
                throw e;
            } finally {
                Thread.currentThread().interrupt();
            }
        }
    }
}
