package io.millrace.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the laboratory does to a cluster or to its stream. */
public enum FaultKind {
    /** SIGKILL to a TaskManager, which is started again. */
    KILL_TASKMANAGER(Clock.FROM_FAULT),
    /** SIGKILL to the JobManager, which is started again. */
    KILL_JOBMANAGER(Clock.FROM_FAULT),
    /** SIGKILL to a broker, which is started again some seconds later. */
    KILL_BROKER(Clock.FROM_FAULT),
    /** SIGKILL to all of Flink at once, as if the power were cut. */
    KILL_FLINK(Clock.FROM_FAULT),
    /** A TaskManager stands still for longer than its heartbeat may fail, and then goes on. */
    FREEZE_TASKMANAGER(Clock.FROM_FAULT),
    /** The JobManager stands still for longer than its leadership lasts, and then goes on. */
    FREEZE_JOBMANAGER(Clock.FROM_FAULT),
    /** A broker stands still for some seconds, and then goes on. */
    FREEZE_BROKER(Clock.FROM_FAULT),
    /** The folder of the checkpoints is gone for some seconds. */
    LOSE_CHECKPOINTS(Clock.FROM_END),
    /** All TaskManagers stand still until Kafka has given up the transactions that they opened. */
    EXPIRE_TRANSACTIONS(Clock.FROM_END),
    /** The producer sends again what it has just sent. */
    DUPLICATES(Clock.NONE),
    /** The producer sends what breaks the data contract, in many ways. */
    POISON(Clock.NONE);

    /** From when on a cluster has all that it needs to recover. */
    enum Clock {
        FROM_FAULT,
        FROM_END,
        /** Nothing has to recover. */
        NONE
    }

    private final Clock clock;

    FaultKind(Clock clock) {
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FaultKind parse(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no fault '" + name + "', only " + list()));
    }

    private static String list() {
        return List.of(values()).stream()
                .map(FaultKind::toString)
                .collect(Collectors.joining(", "));
    }
}
