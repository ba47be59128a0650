package io.millrace.local;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Steps that are taken whole. Flink leaves files and stack traces behind where it is interrupted
 * while it starts a cluster or submits a job; both are done soon.
 */
public final class Uninterrupted {

    private Uninterrupted() {}

    /**
     * Takes a step in another thread and waits for its end. An interruption that comes meanwhile
     * stays pending.
     *
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
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
