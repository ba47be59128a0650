package io.millrace.cli;

import io.millrace.data.Adopt;
import io.millrace.data.LearningEvent;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Snapshot;
import io.millrace.format.CsvFile;
import io.millrace.format.Excerpt;
import io.millrace.format.RecordParsers;
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

    /** Rows that are parsed before they are learned, so that the clock is seldom read. */
    private static final int BLOCK = 512;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int REJECTIONS_SHOWN = 5;
    private static final int LARGEST_ROW = 1 << 20;

    private final CsvFile file;
    private final RecordParser parser;
    private final Learner learner;
    private final List<Report> windows = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<LearningEvent> block = new ArrayList<>(BLOCK);
    private long rows;
    private long nanos;

    /**
     * @param file just opened
     * @param initial the model to go on from, without pages for none
     * @throws IllegalArgumentException if the file lacks a column of the schema
     */
    FileLearning(CsvFile file, LearnerConfig config, Adopt initial) {
        this.file = file;
        this.parser =
                RecordParsers.csv(config.schema(), file.delimiter(), LARGEST_ROW, file.columns());
        this.learner = new Learner(LearningEvent.ONE_MODEL, config, initial);
    }

    /**
     * A row that broke the data contract.
     *
     * @param row counted from 1
     */
    record Rejection(long row, String reason, String message) {}

    /**
     * What came of it.
     *
     * @param rows rows of the file that were read
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
            List<Rejection> rejections,
            Snapshot model,
            double microsPerRow) {}

    /**
     * Learns the rows of a file.
     *
     * @param limit most rows to read
     * @param progress told the number of rows every now and then
     */
    Result run(long limit, LongConsumer progress) throws IOException, InterruptedException {
        while (readBlock(limit)) {
            learnBlock();
            progress.accept(rows);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return result();
    }

    private boolean readBlock(long limit) throws IOException {
        block.clear();
        while (block.size() < BLOCK && rows < limit) {
            RawRecord row = file.next();
            if (row == null) {
                break;
            }
            rows++;
            block.add(parse(row));
        }
        return !block.isEmpty();
    }

    private LearningEvent parse(RawRecord row) {
        try {
            return parser.parse(row);
        } catch (RejectedRecordException e) {
            show(rows, e.reason(), String.valueOf(e.getMessage()));
            return new Rejected(e.key(), e.reason());
        }
    }

    private void show(long row, RejectReason reason, String message) {
        if (rejections.size() < REJECTIONS_SHOWN) {
            rejections.add(new Rejection(row, reason.code(), message));
        }
    }

    private void learnBlock() {
        long start = THREADS.getCurrentThreadCpuTime();
        long row = rows - block.size();
        for (LearningEvent event : block) {
            row++;
            if (event instanceof Sample sample) {
                windows.addAll(learner.learn(sample));
                if (!sample.admitted()) {
                    String id = Excerpt.of(String.valueOf(sample.id()));
                    show(row, RejectReason.DUPLICATE_ID, "id '" + id + "' has come before");
                }
            } else if (event instanceof Rejected rejected) {
                learner.reject(rejected);
            }
        }
        nanos += THREADS.getCurrentThreadCpuTime() - start;
    }

    private Result result() {
        return new Result(
                rows,
                learner.report(),
                List.copyOf(windows),
                List.copyOf(rejections),
                learner.snapshot(),
                nanos / 1e3 / rows);
    }
}
