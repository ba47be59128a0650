package io.millrace.cli;

import io.millrace.data.LearningEvent;
import io.millrace.data.Report;
import io.millrace.format.CsvFile;
import io.millrace.learn.LearnerConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Takes all trials of a search through a file, and ranks them. */
final class Search {

    private static final long NANOS_BETWEEN_SIGNS = 500_000_000;

    private final Terminal terminal;
    private final Metric metric;
    private final List<Map<String, String>> settings;
    private final List<LearnerConfig> configs;

    /**
     * @param settings of each trial; the first is the configuration as it is
     * @param configs likewise, all of one schema
     */
    Search(
            Terminal terminal,
            Metric metric,
            List<Map<String, String>> settings,
            List<LearnerConfig> configs) {
        this.terminal = terminal;
        this.metric = metric;
        this.settings = settings;
        this.configs = configs;
    }

    /**
     * What was found.
     *
     * @param ranked the best trial first
     * @param rows that every trial has seen
     * @param rejections the first of them that were refused
     * @param whole whether that is all, or the person wanted no more
     */
    record Found(
            List<Trial> ranked, long rows, List<RowBlocks.Rejection> rejections, boolean whole) {}

    /**
     * @param limit most rows to read
     * @throws CommandException if the file lacks a column of the schema
     * @throws OutOfMemoryError if there are too many trials, or too large ones
     */
    Found run(StreamFile stream, long limit, int threads) throws IOException {
        try (Contenders contenders = new Contenders(configs, threads);
                CsvFile csv = stream.open()) {
            RowBlocks rows = new RowBlocks(csv, configs.get(0).schema());
            boolean whole = pass(stream, csv, rows, limit, contenders);
            terminal.progressDone();
            return new Found(ranked(contenders), contenders.rows(), rows.rejections(), whole);
        }
    }

    private boolean pass(
            StreamFile stream, CsvFile csv, RowBlocks rows, long limit, Contenders contenders)
            throws IOException {
        long nextSign = System.nanoTime();
        try {
            List<LearningEvent> block = rows.next(limit);
            while (!block.isEmpty()) {
                contenders.learn(block);
                if (System.nanoTime() >= nextSign) {
                    nextSign = System.nanoTime() + NANOS_BETWEEN_SIGNS;
                    double read = Math.max(stream.share(csv), (double) rows.rows() / limit);
                    sign(stream.name(), read, contenders);
                }
                if (Thread.interrupted()) {
                    return false;
                }
                block = rows.next(limit);
            }
            return true;
        } catch (InterruptedIOException e) {
            return false;
        }
    }

    private void sign(String name, double read, Contenders contenders) {
        terminal.progress(
                String.format(
                        Locale.ROOT,
                        "learning %s: %,d rows, %.0f %%, best %s so far %s",
                        name,
                        contenders.rows(),
                        100 * read,
                        metric.title(),
                        metric.format(ranked(contenders).get(0).value())));
    }

    private List<Trial> ranked(Contenders contenders) {
        return IntStream.range(0, configs.size())
                .mapToObj(i -> trial(i, contenders))
                .sorted(Comparator.comparing(Trial::value, metric.bestFirst()))
                .toList();
    }

    private Trial trial(int i, Contenders contenders) {
        Report report = contenders.report(i);
        return new Trial(
                i,
                settings.get(i),
                configs.get(i),
                report,
                metric.in(report),
                contenders.microsPerRow(i));
    }
}
