package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import io.millrace.data.Rejected;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prequential evaluation (Gama, Sebastião and Rodrigues, 2013): every real sample is scored once,
 * with weight one, by the prediction that was made before it was learned. Masked samples are scored
 * too, synthetic ones never.
 *
 * <p>Metrics are kept over tumbling windows by count and by event time, since the start, and with
 * older samples fading; beside the baselines {@code noChange} and {@code majority} (classes) or
 * {@code mean} (numbers), which are scored over the same samples. Which metrics there are and how
 * each is defined: {@link ClassMetrics}, {@link NumberTally}, {@link Fading}. A baseline predicts
 * before it sees the label, and also the first sample: all classes alike, or 0. The AUC of a
 * baseline is taken over 64 bins: exact for no change, coarse for the majority.
 *
 * <p>Since the start is what the closed windows hold together, plus the open one: a sample is added
 * to one window by count, and to one by time.
 *
 * <p>The lengths of windows may change under a page. What the open window by count holds then goes
 * to what is closed, without a report, and a new one begins with the next sample. Open windows by
 * time are dropped: the first ones after a change hold only the samples that came after it.
 *
 * <p>The answer to a sample of two classes is the more probable one, unless a {@link Threshold} is
 * configured: it is then left on the sample as its decision.
 *
 * <p>The page of a model of two classes takes 70 kB, and 35 kB more for each time window that may
 * be open at once; that of a regression takes 2 kB.
 */
public final class Evaluator {

    private final int windowSize;
    private final Task task;
    private final List<Baseline> baselines;
    private final Panel window;
    private final Panel closed;
    private final @Nullable TimeWindows timeWindows;
    private final Fading fading;
    private final @Nullable Threshold threshold;
    private final Ledger ledger;
    private final Outcome[] outcomes;

    Evaluator(EvaluateConfig config, Page page, Schema schema) {
        new Fingerprint().addTarget(schema).require(page, "the target, its classes in order");
        WindowLengths lengths = new WindowLengths(config, page);
        this.windowSize = config.window();
        this.task = Task.of(schema.target(), config);
        this.ledger = new Ledger(page);
        this.baselines = task.baselines(page);
        this.window = new Panel(task, page, "window", baselines);
        this.closed = new Panel(task, page, "closed", baselines);
        if (lengths.countChanged()) {
            closed.merge(window);
            window.clear();
        }
        if (lengths.timeChanged()) {
            TimeWindows.drop(page);
        }
        this.timeWindows =
                config.timeWindow() == 0
                        ? null
                        : new TimeWindows(
                                config,
                                page,
                                slot -> new Panel(task, page, TimeWindows.PANEL + slot, baselines));
        this.fading = task.fading(page, config.fading());
        this.threshold = Threshold.bind(config.threshold(), page, schema);
        this.outcomes = new Outcome[1 + baselines.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = new Outcome();
        }
    }

    /**
     * Scores one sample by the prediction it carries, unless it is synthetic.
     *
     * @return the reports of the windows that this sample closed, in order; mostly none. A window
     *     by time closes before its closing sample is scored, one by count after
     */
    public List<Report> evaluate(Sample sample) {
        if (sample.synthetic) {
            return List.of();
        }
        List<Report> reports = closeTimeWindows(sample);
        score(sample);
        ledger.admit(sample.progress);
        if (window.samples() < windowSize) {
            return reports;
        }
        return closeWindow(sample.key(), reports);
    }

    private void score(Sample sample) {
        task.judge(sample.prediction, sample.label(), outcomes[0]);
        if (threshold != null) {
            threshold.decide(outcomes[0]);
            sample.decision = outcomes[0].valid ? outcomes[0].predicted : Sample.UNDECIDED;
        }
        for (int b = 0; b < baselines.size(); b++) {
            Baseline baseline = baselines.get(b);
            task.judge(baseline.predict(), sample.label(), outcomes[b + 1]);
            baseline.learn(sample.label());
        }
        window.add(outcomes);
        fading.add(outcomes[0]);
        if (timeWindows != null && sample.eventTime != Sample.NO_TIME) {
            timeWindows.add(sample.eventTime, outcomes);
        }
    }

    private List<Report> closeTimeWindows(Sample sample) {
        if (timeWindows == null
                || sample.eventTime == Sample.NO_TIME
                || !timeWindows.closesAt(sample.eventTime)) {
            return List.of();
        }
        List<Report> reports = new ArrayList<>();
        Panel all = sinceTheStart();
        timeWindows.close(
                sample.eventTime,
                (from, to, panel) ->
                        reports.add(
                                report(
                                        sample.key(),
                                        Report.Kind.EVENT_TIME,
                                        from,
                                        to,
                                        panel,
                                        all)));
        return reports;
    }

    private List<Report> closeWindow(String key, List<Report> before) {
        closed.merge(window);
        long to = closed.samples();
        List<Report> reports = new ArrayList<>(before);
        reports.add(report(key, Report.Kind.COUNT, to - windowSize, to, window, closed));
        window.clear();
        return reports;
    }

    /** Counts a dead letter of this model. */
    public void reject(Rejected rejected) {
        ledger.reject(rejected.reason());
    }

    /** Samples that came in and are in none of the trainer's totals: 0, or something is wrong. */
    public long unaccounted() {
        return ledger.unaccounted();
    }

    /** Samples that were too late for their window by event time; they count everywhere else. */
    public long late() {
        return timeWindows == null ? 0 : timeWindows.late();
    }

    /** Samples whose event time was too far ahead of all others; they count everywhere else. */
    public long ahead() {
        return timeWindows == null ? 0 : timeWindows.ahead();
    }

    /** The cumulative report as of now. */
    public Report report(String key) {
        Panel all = sinceTheStart();
        return report(key, Report.Kind.CUMULATIVE, 0, all.samples(), all, all);
    }

    private Panel sinceTheStart() {
        Panel all = new Panel(task, new Page("report"), "all", baselines);
        all.merge(closed);
        all.merge(window);
        return all;
    }

    private Report report(
            String key, Report.Kind kind, long from, long to, Panel panel, Panel all) {
        return new Report(
                key,
                kind,
                from,
                to,
                panel.samples(),
                ledger.counts(),
                metrics(panel),
                panel.baselineMetrics(),
                metrics(all),
                fading.metrics(),
                panel.classes(),
                panel.confusion());
    }

    /** A threshold that moves is told beside what it leads to. */
    private Map<String, Double> metrics(Panel panel) {
        Map<String, Double> metrics = panel.metrics();
        if (threshold != null) {
            metrics.put("threshold", threshold.probability());
        }
        return metrics;
    }
}
