package io.millrace.cli;

import io.millrace.cli.draw.Comparison;
import io.millrace.cli.draw.DemoPicture;
import io.millrace.data.Report;
import io.millrace.data.Target;
import io.millrace.local.Demo;
import io.millrace.local.DemoProgress;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a demo while it runs. */
final class DemoView {

    /** The rate shown is that of so many seconds back. */
    private static final double RATE_SECONDS = 4;

    private static final long NANOS_BETWEEN_LINES = 2_000_000_000L;
    private static final int DRAWN_BETWEEN_SIZES = 5;

    private final String title;
    private final Demo.Plan plan;
    private final Demo demo;
    private final Terminal terminal;
    private final String metric;
    private final String toBeat;
    private final Deque<double[]> doneAt = new ArrayDeque<>();

    DemoView(String title, Demo.Plan plan, Demo demo, Terminal terminal) {
        Target target = plan.learner().schema().target();
        this.title = title;
        this.plan = plan;
        this.demo = demo;
        this.terminal = terminal;
        this.metric = Headline.of(target);
        this.toBeat = Headline.toBeat(target);
    }

    /** Draws the picture until the stream has ended. */
    void draw() throws IOException, InterruptedException {
        try (LiveScreen screen = new LiveScreen(terminal)) {
            Terminal.Size size = terminal.size();
            for (int drawn = 1; demo.watch(); drawn++) {
                // Asking for the size starts a process, so not each time.
                size = drawn % DRAWN_BETWEEN_SIZES == 0 ? terminal.size() : size;
                screen.draw(DemoPicture.draw(state(), size.columns(), size.rows()), size);
            }
            screen.draw(DemoPicture.draw(state(), size.columns(), size.rows()), size);
        }
    }

    /** Writes a line every now and then until the stream has ended. */
    void log() throws IOException, InterruptedException {
        terminal.out().println("Flink UI " + demo.webUrl() + ", Kafka " + demo.bootstrapServers());
        terminal.out().println("topics " + String.join(", ", demo.topics()));
        long next = System.nanoTime() + NANOS_BETWEEN_LINES;
        while (demo.watch()) {
            if (System.nanoTime() >= next) {
                next = System.nanoTime() + NANOS_BETWEEN_LINES;
                terminal.out().println(line());
            }
        }
        terminal.out().println(line());
    }

    private String line() {
        DemoProgress progress = demo.progress();
        Report report = progress.newest();
        return String.format(
                Locale.ROOT,
                "%4d s  %,9d of %,d records  %s %s",
                demo.elapsed().toSeconds(),
                progress.done(),
                plan.records(),
                Comparison.title(metric),
                Comparison.format(report == null ? null : report.cumulative().get(metric)));
    }

    private DemoPicture.State state() {
        DemoProgress progress = demo.progress();
        List<Report> windows = progress.windows();
        return new DemoPicture.State(
                title,
                demo.elapsed(),
                progress.done() == 0 ? "the first results are on their way" : "",
                progress.done(),
                plan.records(),
                samplesPerSecond(progress.done()),
                metric,
                Headline.curve(windows, metric),
                Headline.curve(windows, metric, toBeat),
                windowsInAll(),
                newestWindow(progress),
                progress.deadLetters(),
                places());
    }

    private int windowsInAll() {
        return (int) (plan.records() / plan.learner().evaluate().window());
    }

    /** The last window rather than the report over all, so that the table does not jump. */
    private static @Nullable Report newestWindow(DemoProgress progress) {
        List<Report> windows = progress.windows();
        return windows.isEmpty() ? progress.newest() : windows.get(windows.size() - 1);
    }

    private double samplesPerSecond(long done) {
        double now = demo.elapsed().toNanos() / 1e9;
        doneAt.addLast(new double[] {now, done});
        while (doneAt.size() > 2 && now - doneAt.getFirst()[0] > RATE_SECONDS) {
            doneAt.removeFirst();
        }
        double[] before = doneAt.getFirst();
        return now > before[0] ? (done - before[1]) / (now - before[0]) : 0;
    }

    private Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("Flink", demo.webUrl() + "   Kafka " + demo.bootstrapServers());
        places.put("topics", String.join("  ", demo.topics()));
        return places;
    }
}
