package io.millrace.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which faults come when: the same for the same seed, each kind about as often as any other. */
final class Schedule {

    /**
     * One fault.
     *
     * @param row strikes when this many rows have been sent
     * @param target chooses among several processes
     * @param delayMillis waits a moment more, so that it strikes anywhere between two checkpoints
     */
    record Fault(FaultKind kind, long row, int target, long delayMillis) {}

    private static final int LONGEST_DELAY_MS = 2000;

    private Schedule() {}

    /**
     * @param rows of the whole stream, over which the faults are spread
     */
    static List<Fault> of(long seed, int faults, long rows, List<FaultKind> kinds) {
        Random random = new Random(seed);
        List<FaultKind> order = new ArrayList<>();
        while (order.size() < faults) {
            List<FaultKind> round = new ArrayList<>(kinds);
            Collections.shuffle(round, random);
            order.addAll(round);
        }
        List<Fault> schedule = new ArrayList<>();
        for (int i = 0; i < faults; i++) {
            schedule.add(
                    new Fault(
                            order.get(i),
                            rows * (i + 1) / (faults + 1),
                            random.nextInt(Integer.MAX_VALUE),
                            random.nextInt(LONGEST_DELAY_MS)));
        }
        return schedule;
    }
}
