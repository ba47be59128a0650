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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Many learners side by side over the same rows, which are parsed once. All have seen the same rows
 * at any time, so that they can be compared at any time. None knows of the others, so that what one
 * learns does not depend on the number of threads.
 */
final class Population implements AutoCloseable {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Member> members;
    private final int threads;
    private final ExecutorService pool;
    private long rows;

    Population(List<LearnerConfig> configs, int threads) {
        this.members = configs.stream().map(Member::new).toList();
        this.threads = threads;
        this.pool =
                Executors.newFixedThreadPool(
                        threads,
                        task -> {
                            Thread thread = new Thread(task, "population");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** One learner, by one thread at a time. */
    private static final class Member {

        private final Learner learner;
        private long nanos;

        Member(LearnerConfig config) {
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
     */
    void learn(List<LearningEvent> block) {
        AtomicInteger next = new AtomicInteger();
        Runnable share =
                () -> {
                    for (int i = next.getAndIncrement();
                            i < members.size();
                            i = next.getAndIncrement()) {
                        members.get(i).learn(block);
                    }
                };
        CompletableFuture.allOf(
                        Stream.generate(() -> CompletableFuture.runAsync(share, pool))
                                .limit(threads)
                                .toArray(CompletableFuture[]::new))
                .join();
        rows += block.size();
    }

    /** Rows that each has seen. */
    long rows() {
        return rows;
    }

    /** Of one learner, over all rows so far. */
    Report report(int member) {
        return members.get(member).learner.report();
    }

    /** Microseconds of processor time a row of one learner; NaN for no rows. */
    double microsPerRow(int member) {
        return members.get(member).nanos / 1e3 / rows;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
