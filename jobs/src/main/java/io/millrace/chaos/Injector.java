package io.millrace.chaos;

import io.millrace.cluster.Checkpoints;
import io.millrace.cluster.Cluster;
import io.millrace.cluster.Daemon;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Does what a fault is, and mends the cluster again: starts what was killed, as any supervisor of
 * processes would.
 */
final class Injector {

    /** Kafka gives up transactions after this; what the job sets. */
    static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(45);

    private static final Duration PAST_HEARTBEAT = Duration.ofSeconds(14);
    private static final Duration PAST_TRANSACTION = TRANSACTION_TIMEOUT.plusSeconds(15);
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final Feed feed;

    Injector(Cluster cluster, Feed feed) {
        this.cluster = cluster;
        this.feed = feed;
    }

    /** When a fault struck, and when the cluster had all that it needs again. */
    record Span(Instant start, Instant end) {}

    Span inject(FaultKind kind, int target) throws IOException, InterruptedException {
        Instant start = Instant.now();
        Daemon taskManager = choose(cluster.taskManagers(), target);
        Daemon jobManager = cluster.daemon(Cluster.JOB_MANAGER);
        Daemon broker = choose(cluster.brokers(), target);
        switch (kind) {
            case KILL_TASKMANAGER -> kill(List.of(taskManager), Duration.ZERO);
            case KILL_JOBMANAGER -> kill(List.of(jobManager), Duration.ZERO);
            case KILL_BROKER -> kill(List.of(broker), Duration.ofSeconds(1 + target % 4));
            case KILL_FLINK -> {
                List<Daemon> all = new ArrayList<>(cluster.taskManagers());
                all.add(jobManager);
                kill(all, Duration.ZERO);
            }
            case FREEZE_TASKMANAGER -> freeze(List.of(taskManager), PAST_HEARTBEAT);
            case FREEZE_JOBMANAGER -> freeze(List.of(jobManager), PAST_HEARTBEAT);
            case FREEZE_BROKER -> freeze(List.of(broker), PAST_HEARTBEAT);
            case LOSE_CHECKPOINTS -> loseCheckpoints();
            case EXPIRE_TRANSACTIONS -> freeze(cluster.taskManagers(), PAST_TRANSACTION);
            case DUPLICATES -> feed.sendAgain();
            case POISON -> feed.sendPoison();
        }
        return new Span(start, Instant.now());
    }

    private static Daemon choose(List<Daemon> daemons, int target) {
        return daemons.get(target % daemons.size());
    }

    private void kill(List<Daemon> daemons, Duration outage)
            throws IOException, InterruptedException {
        for (Daemon daemon : daemons) {
            daemon.kill();
        }
        Thread.sleep(outage.toMillis());
        for (Daemon daemon : daemons) {
            cluster.start(daemon);
        }
    }

    private static void freeze(List<Daemon> daemons, Duration time)
            throws IOException, InterruptedException {
        try {
            for (Daemon daemon : daemons) {
                daemon.freeze();
            }
            Thread.sleep(time.toMillis());
        } finally {
            for (Daemon daemon : daemons) {
                daemon.thaw();
            }
        }
    }

    private void loseCheckpoints() throws IOException, InterruptedException {
        Checkpoints checkpoints = cluster.checkpoints();
        checkpoints.takeAway();
        try {
            Thread.sleep(OUTAGE.toMillis());
        } finally {
            checkpoints.bringBack();
        }
    }
}
