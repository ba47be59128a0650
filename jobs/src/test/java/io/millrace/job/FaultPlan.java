package io.millrace.job;

import io.millrace.job.Fault.Moment;
import io.millrace.job.Fault.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The failures that the running job still has before it, in their order. One in mid-stream waits
 * for a checkpoint after the one before it, so that each goes back to another, and for records that
 * no checkpoint covers, so that there is something to lose. Static, because the operators that ask
 * it are copied to the cluster, which is in this JVM.
 */
final class FaultPlan {

    private static List<Fault> faults = List.of();
    private static int next;
    private static int hits;
    private static boolean checkpointed;

    /** Records that had passed when the barrier of a checkpoint started. */
    private static final Map<Long, Long> BARRIERS = new HashMap<>();

    private static long covered;

    private FaultPlan() {}

    static synchronized void begin(List<Fault> planned) {
        Pace.begin();
        faults = List.copyOf(planned);
        next = 0;
        hits = 0;
        checkpointed = false;
        BARRIERS.clear();
        covered = 0;
    }

    /** Passes a place, or fails there if that is the plan. */
    static synchronized void pass(String operator, Moment moment) {
        if (!isNext(operator, moment) || !isDue(faults.get(next)) || ++hits < next().hits()) {
            return;
        }
        Place place = next().place();
        next++;
        hits = 0;
        checkpointed = false;
        throw new Fault.Injected(place);
    }

    /** Whether the next failure is to be at this place, sooner or later. */
    static synchronized boolean isNext(String operator, Moment moment) {
        return next < faults.size() && next().place().equals(new Place(operator, moment));
    }

    private static Fault next() {
        return faults.get(next);
    }

    private static boolean isDue(Fault fault) {
        return switch (fault.place().moment()) {
            case RESTORE, FINISH, CLOSE -> true;
            default -> checkpointed && Pace.passed() >= fault.after() && Pace.passed() > covered;
        };
    }

    /** A barrier leaves the source. */
    static synchronized void barrier(long checkpoint) {
        BARRIERS.putIfAbsent(checkpoint, Pace.passed());
    }

    /** The checkpoint is complete. */
    static synchronized void checkpointed(long checkpoint) {
        checkpointed = true;
        covered = BARRIERS.getOrDefault(checkpoint, covered);
    }

    /** An operator starts, for the first time or again: there is nothing of its own to lose. */
    static synchronized void started() {
        covered = Math.max(covered, Pace.passed());
    }

    /** The failures that did not happen yet. */
    static synchronized List<Fault> remaining() {
        return faults.subList(next, faults.size());
    }

    /** Whether a failure in mid-stream is still to come. */
    static synchronized boolean isPending() {
        return next < faults.size() && !next().place().moment().isOfTheEnd();
    }

    /** Records that have passed since the next failure was due, 0 if it is not yet. */
    static synchronized long overdue() {
        return isPending() ? Math.max(0, Pace.passed() - next().after()) : 0;
    }
}
