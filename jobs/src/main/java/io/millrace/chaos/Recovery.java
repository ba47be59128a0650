package io.millrace.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * How long a job was silent after each fault: the time until the first output arrived that was made
 * after it. An output that was made before a fault may still be committed after it and shows
 * nothing.
 *
 * @param seconds one for each fault, in their order; infinite where no output followed
 */
public record Recovery(List<Double> seconds) {

    public Recovery {
        seconds = List.copyOf(seconds);
    }

    /**
     * One output, or the first of several that arrived together.
     *
     * @param made when the job wrote it, as the timestamp of its record says
     * @param arrived when a {@code read_committed} consumer saw it
     */
    public record Output(Instant made, Instant arrived) {}

    /**
     * @param faults when each fault struck
     * @param outputs in any order
     */
    public static Recovery of(Collection<Instant> faults, Collection<Output> outputs) {
        List<Output> byMade = new ArrayList<>(outputs);
        byMade.sort(Comparator.comparing(Output::made));
        List<Instant> firstArrival =
                new ArrayList<>(Collections.nCopies(byMade.size(), Instant.MAX));
        Instant first = Instant.MAX;
        for (int i = byMade.size() - 1; i >= 0; i--) {
            Instant arrived = byMade.get(i).arrived();
            first = arrived.isBefore(first) ? arrived : first;
            firstArrival.set(i, first);
        }
        List<Double> seconds = new ArrayList<>();
        for (Instant fault : faults) {
            int next = firstMadeAfter(fault, byMade);
            seconds.add(
                    next == byMade.size()
                            ? Double.POSITIVE_INFINITY
                            : Duration.between(fault, firstArrival.get(next)).toNanos() / 1e9);
        }
        return new Recovery(seconds);
    }

    private static int firstMadeAfter(Instant fault, List<Output> byMade) {
        int low = 0;
        int high = byMade.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byMade.get(middle).made().isAfter(fault)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The median in seconds; NaN without any fault. */
    public double median() {
        return quantile(0.5);
    }

    /** The 95th percentile in seconds; NaN without any fault. */
    public double p95() {
        return quantile(0.95);
    }

    /** How many faults no output followed. */
    public long unrecovered() {
        return seconds.stream().filter(s -> s.isInfinite()).count();
    }

    /** By nearest rank: the least of the times that so large a share of them does not exceed. */
    private double quantile(double share) {
        if (seconds.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(seconds);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
