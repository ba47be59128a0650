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
     * @param whole whether that is all, or the person wanted no more
     */
    record Found(List<Trial> ranked, long rows, boolean whole) {}

    /**
     * @param limit most rows to read
     * @throws IllegalArgumentException if the file lacks a column of the schema
     */
    Found run(StreamFile stream, long limit, int threads) throws IOException {
        try (Population population = new Population(configs, threads)) {
            boolean whole = pass(stream, limit, population);
            terminal.progressDone();
            return new Found(ranked(population), population.rows(), whole);
        }
    }

    private boolean pass(StreamFile stream, long limit, Population population) throws IOException {
        long nextSign = System.nanoTime();
        try (CsvFile csv = stream.open()) {
            RowBlocks rows = new RowBlocks(csv, configs.get(0).schema());
            List<LearningEvent> block = rows.next(limit);
            while (!block.isEmpty()) {
                population.learn(block);
                if (System.nanoTime() >= nextSign) {
                    nextSign = System.nanoTime() + NANOS_BETWEEN_SIGNS;
                    double read = Math.max(stream.share(csv), (double) rows.rows() / limit);
                    sign(stream.name(), read, population);
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

    private void sign(String name, double read, Population population) {
        terminal.progress(
                String.format(
                        Locale.ROOT,
                        "learning %s: %,d rows, %.0f %%, best %s so far %s",
                        name,
                        population.rows(),
                        100 * read,
                        metric.title(),
                        metric.format(ranked(population).get(0).value())));
    }

    private List<Trial> ranked(Population population) {
        return IntStream.range(0, configs.size())
                .mapToObj(i -> trial(i, population))
                .sorted(Comparator.comparing(Trial::value, metric.bestFirst()))
                .toList();
    }

    private Trial trial(int i, Population population) {
        Report report = population.report(i);
        return new Trial(
                i,
                settings.get(i),
                configs.get(i),
                report,
                metric.in(report),
                population.microsPerRow(i));
    }
}
