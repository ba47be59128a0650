package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.StageConfig;

/**
 * What is reported and how often.
 *
 * @param window samples in a window by count; positive
 * @param timeWindow length of a window by event time in milliseconds, 0 for none
 * @param lateness how much later than the newest event time a sample may come and still count in
 *     its time window, in milliseconds; 0 or more, at most 15 time windows
 * @param maxAhead how much later than the newest event time a sample's may be and set the clock of
 *     time windows by itself, in milliseconds; 0 for any
 * @param fading factor by which older samples fade in the fading metrics, within (0, 1)
 * @param atPrecision the precision at which {@code recallAtPrecision} tells the recall, within (0,
 *     1]
 * @param threshold from which probability on the second of two classes is the answer
 */
public record EvaluateConfig(
        int window,
        long timeWindow,
        long lateness,
        long maxAhead,
        double fading,
        double atPrecision,
        ThresholdConfig threshold)
        implements StageConfig<Evaluator> {

    private static final double USUAL_PRECISION = 0.9;
    private static final int MAX_OPEN = 16;
    private static final long THIRTY_DAYS = 30L * 24 * 60 * 60 * 1_000;

    public EvaluateConfig {
        if (window < 1) {
            throw new IllegalArgumentException("window must be at least 1, got " + window);
        }
        if (timeWindow < 0) {
            throw new IllegalArgumentException("time window must be 0 or more, got " + timeWindow);
        }
        if (lateness < 0) {
            throw new IllegalArgumentException("lateness must be 0 or more, got " + lateness);
        }
        if (timeWindow > 0 && (lateness - 1) / timeWindow > MAX_OPEN - 2) {
            throw new IllegalArgumentException(
                    String.format(
                            "lateness must be at most %d time windows of %d ms, got %d ms: each open"
                                    + " window is kept in memory",
                            MAX_OPEN - 1, timeWindow, lateness));
        }
        if (maxAhead < 0) {
            throw new IllegalArgumentException("max-ahead must be 0 or more, got " + maxAhead);
        }
        if (!(fading > 0 && fading < 1)) {
            throw new IllegalArgumentException("fading must be within (0, 1), got " + fading);
        }
        if (!(atPrecision > 0 && atPrecision <= 1)) {
            throw new IllegalArgumentException(
                    "at-precision must be within (0, 1], got " + atPrecision);
        }
    }

    /** With the more probable class as the answer, and the usual precision for the recall. */
    public EvaluateConfig(
            int window, long timeWindow, long lateness, long maxAhead, double fading) {
        this(
                window,
                timeWindow,
                lateness,
                maxAhead,
                fading,
                USUAL_PRECISION,
                ThresholdConfig.half());
    }

    public static EvaluateConfig defaults() {
        return new EvaluateConfig(1_000, 0, 0, THIRTY_DAYS, 0.999);
    }

    /** The same with another threshold. */
    public EvaluateConfig with(ThresholdConfig threshold) {
        return new EvaluateConfig(
                window, timeWindow, lateness, maxAhead, fading, atPrecision, threshold);
    }

    /** Windows by event time that may be open at once. */
    int openTimeWindows() {
        if (timeWindow == 0) {
            return 0;
        }
        return lateness == 0 ? 1 : (int) ((lateness - 1) / timeWindow) + 2;
    }

    @Override
    public String stage() {
        return "evaluate";
    }

    @Override
    public Evaluator bind(Page page, Schema schema) {
        return new Evaluator(this, page, schema);
    }
}
