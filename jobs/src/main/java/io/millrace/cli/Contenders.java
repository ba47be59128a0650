package io.millrace.cli;

import io.millrace.data.LearningEvent;
import io.millrace.data.Rejected;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Many learners side by side over the same rows, which are parsed once. All have seen the same rows
 * at any time, so that they can be compared at any time. None knows of the others, so that what one
 * learns does not depend on the number of threads.
 */
final class Contenders implements AutoCloseable {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Contender> contenders;
    private final int threads;
    private final ExecutorService pool;
    private long rows;

    /**
     * @param threads at most so many; more than there are contenders would have nothing to do
     */
    Contenders(List<LearnerConfig> configs, int threads) {
        this.contenders = configs.stream().map(Contender::new).toList();
        this.threads = Math.min(threads, configs.size());
        this.pool =
                Executors.newFixedThreadPool(
                        this.threads,
                        task -> {
                            Thread thread = new Thread(task, "contenders");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** One learner, by one thread at a time. */
    private static final class Contender {

        private final Learner learner;
        private long nanos;

        Contender(LearnerConfig config) {
            this.learner = new Learner(LearningEvent.ONE_MODEL, config);
        }

        void learn(List<LearningEvent> block) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (LearningEvent event : block) {
                if (event instanceof Sample sample) {
                    learner.learn(sample.copy());
                } else if (event instanceof Rejected rejected) {
                    learner.reject(rejected);
                }
            }
            nanos += THREADS.getCurrentThreadCpuTime() - start;
        }
    }

    /**
     * Takes rows through every learner. Whole, even if the thread is interrupted: what is left of
     * the rows must be the same for all.
     *
     * @throws OutOfMemoryError if they have grown too large together
     */
    void learn(List<LearningEvent> block) {
        AtomicInteger next = new AtomicInteger();
        Runnable share =
                () -> {
                    for (int i = next.getAndIncrement();
                            i < contenders.size();
                            i = next.getAndIncrement()) {
                        contenders.get(i).learn(block);
                    }
                };
        try {
            CompletableFuture.allOf(
                            Stream.generate(() -> CompletableFuture.runAsync(share, pool))
                                    .limit(threads)
                                    .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof OutOfMemoryError error) {
                throw error;
            }
            throw e;
        }
        rows += block.size();
    }

    /** Rows that each has seen. */
    long rows() {
        return rows;
    }

    /** Of one learner, over all rows so far. */
    Report report(int contender) {
        return contenders.get(contender).learner.report();
    }

    /** Microseconds of processor time a row of one learner; NaN for no rows. */
    double microsPerRow(int contender) {
        return contenders.get(contender).nanos / 1e3 / rows;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
