package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that must be kept of the outcomes of one predictor over some samples to know its
 * metrics over them: counts and sums in two arrays of a page. Adding up the tallies of two
 * stretches gives that of both.
 */
abstract class Tally {

    private static final int SAMPLES = 0;
    private static final int INVALID = 1;

    /** Counts that every tally begins with. */
    static final int COMMON = 2;

    final long[] counts;
    final double[] sums;

    Tally(Page page, String name, int counts, int sums) {
        this.counts = page.longs(name + ".counts", counts);
        this.sums = page.doubles(name + ".sums", sums);
    }

    /** Outcomes in here. */
    final long samples() {
        return counts[SAMPLES];
    }

    /** Outcomes of invalid predictions. */
    final long invalid() {
        return counts[INVALID];
    }

    /** Outcomes that have a loss. */
    final long valid() {
        return counts[SAMPLES] - counts[INVALID];
    }

    final void add(Outcome outcome) {
        counts[SAMPLES]++;
        if (!outcome.valid) {
            counts[INVALID]++;
        }
        count(outcome);
    }

    /** Adds one outcome to whatever comes after the common counts. */
    abstract void count(Outcome outcome);

    /** Adds all that another tally of the same make holds. */
    void merge(Tally other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
    }

    final void clear() {
        Arrays.fill(counts, 0);
        Arrays.fill(sums, 0);
    }

    /**
     * The metrics that are defined, by name.
     *
     * @param baselines tallies of the trivial predictors over the same samples, in the order of
     *     {@link Task#baselines}
     */
    abstract Map<String, Double> metrics(List<Tally> baselines);

    /** Samples by class name; empty for regression. */
    Map<String, Long> classes() {
        return Map.of();
    }

    /** Samples by [actual][predicted] class, or null if that is not kept. */
    long @Nullable [][] confusion() {
        return null;
    }
}
