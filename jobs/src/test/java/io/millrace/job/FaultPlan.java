package io.millrace.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * When the running job is to fail: a list of places, spread over the stream. A failure waits for a
 * checkpoint after the one before it, so that each goes back to another. Static, because the
 * operators that ask it are copied to the cluster, which is in this JVM.
 */
final class FaultPlan {

    /** In each stage, while it takes a snapshot, while it restores one, and in a commit. */
    private static final List<String> PLACES =
            List.of(
                    Uids.PARSE,
                    Uids.ADMIT,
                    Uids.CLEAN,
                    Uids.NORMALIZE,
                    Uids.REBALANCE,
                    Uids.TRAIN,
                    Uids.EVALUATE,
                    "snapshot",
                    "restore",
                    "commit");

    /**
     * @param after records that pass before the place is armed
     * @param hits how often the place is passed from then on before it fails
     */
    private record Fault(String place, long after, int hits) {}

    private static List<Fault> faults = List.of();
    private static int next;
    private static int hits;
    private static boolean checkpointed;

    private FaultPlan() {}

    /** A failure at every place, in an order that follows the seed. */
    static void everywhere(long seed, long records) {
        Random random = new Random(seed);
        List<String> places = new ArrayList<>(PLACES);
        Collections.shuffle(places, random);
        if (places.get(0).equals("restore")) {
            // Nothing is restored before something else has failed.
            Collections.swap(places, 0, 1);
        }
        begin(places, records, random);
    }

    /** A failure at each of some places, in that order. */
    static void at(long seed, long records, String... places) {
        begin(List.of(places), records, new Random(seed));
    }

    static void nowhere() {
        begin(List.of(), 0, new Random(0));
    }

    private static synchronized void begin(List<String> places, long records, Random random) {
        List<Fault> planned = new ArrayList<>();
        for (String place : places) {
            long after = records * (planned.size() + 1) / (places.size() + 1);
            boolean ofEachRecord = !List.of("snapshot", "restore", "commit").contains(place);
            planned.add(new Fault(place, after, ofEachRecord ? 1 + random.nextInt(40) : 1));
        }
        faults = planned;
        next = 0;
        hits = 0;
        checkpointed = false;
    }

    /** Passes a place, or fails there if that is the plan. */
    static synchronized void pass(String place) {
        if (next == faults.size() || !faults.get(next).place.equals(place)) {
            return;
        }
        boolean armed = checkpointed && Pace.passed() >= faults.get(next).after;
        if ((armed || place.equals("restore")) && ++hits >= faults.get(next).hits) {
            next++;
            hits = 0;
            checkpointed = false;
            throw new InjectedFault(place);
        }
    }

    static synchronized void checkpointed() {
        checkpointed = true;
    }

    static synchronized int remaining() {
        return faults.size() - next;
    }

    /** Records that have passed since the next failure was armed, 0 if it was not yet. */
    static synchronized long overdue() {
        return next == faults.size() ? 0 : Math.max(0, Pace.passed() - faults.get(next).after);
    }

    /** A failure that was planned. */
    static final class InjectedFault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InjectedFault(String place) {
            super("planned failure in " + place);
        }
    }
}
