package io.millrace.cli;

import io.millrace.data.Adopt;
import io.millrace.data.LearningEvent;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Snapshot;
import io.millrace.format.CsvFile;
import io.millrace.format.Excerpt;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Takes the rows of a file through a plain {@link Learner}, first to last. */
final class FileLearning {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final RowBlocks rows;
    private final Learner learner;
    private final Observer observer;
    private final List<Report> windows = new ArrayList<>();
    private long nanos;

    /** Sees each sample right after it was scored and learned. */
    interface Observer {
        /**
         * @param row counted from 1, those left out by thinning not counted
         */
        void scored(long row, Sample sample);
    }

    /**
     * @param file just opened
     * @param initial the model to go on from, without pages for none
     * @throws CommandException if the file lacks a column of the schema
     */
    FileLearning(CsvFile file, LearnerConfig config, Adopt initial, Observer observer) {
        this(new RowBlocks(file, config.schema()), config, initial, observer);
    }

    /**
     * @param rows of which none was taken yet
     */
    FileLearning(RowBlocks rows, LearnerConfig config, Adopt initial, Observer observer) {
        this.rows = rows;
        this.learner = new Learner(LearningEvent.ONE_MODEL, config, initial);
        this.observer = observer;
    }

    /**
     * What came of it.
     *
     * @param rows rows of the file that were taken
     * @param report over all of them
     * @param windows one report a window
     * @param rejections the first rows that were refused
     * @param model as of the end
     * @param microsPerRow microseconds of this thread's processor time for learning alone, without
     *     reading and parsing; NaN for no rows. Not of the clock, which other processes share
     */
    record Result(
            long rows,
            Report report,
            List<Report> windows,
            List<RowBlocks.Rejection> rejections,
            Snapshot model,
            double microsPerRow) {}

    /**
     * Learns the rows of a file.
     *
     * @param limit most rows to read
     * @param progress told the number of rows every now and then
     */
    Result run(long limit, LongConsumer progress) throws IOException, InterruptedException {
        while (step(limit)) {
            progress.accept(rows.rows());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return result();
    }

    /** Learns the next block of rows; false at the end. */
    boolean step(long limit) throws IOException {
        List<LearningEvent> block = rows.next(limit);
        long start = THREADS.getCurrentThreadCpuTime();
        long row = rows.rows() - block.size();
        for (LearningEvent event : block) {
            row++;
            if (event instanceof Sample sample) {
                learn(row, sample);
            } else if (event instanceof Rejected rejected) {
                learner.reject(rejected);
            }
        }
        nanos += THREADS.getCurrentThreadCpuTime() - start;
        return !block.isEmpty();
    }

    private void learn(long row, Sample sample) {
        windows.addAll(learner.learn(sample));
        if (sample.admitted()) {
            observer.scored(row, sample);
        } else {
            String id = Excerpt.of(String.valueOf(sample.id()));
            rows.show(row, RejectReason.DUPLICATE_ID, "id '" + id + "' has come before");
        }
    }

    /** Rows that were taken. */
    long rows() {
        return rows.rows();
    }

    /** Of the rows so far. */
    Result result() {
        return new Result(
                rows.rows(),
                learner.report(),
                List.copyOf(windows),
                rows.rejections(),
                learner.snapshot(),
                nanos / 1e3 / rows.rows());
    }
}
