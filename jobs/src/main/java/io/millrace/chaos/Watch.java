package io.millrace.chaos;

import io.millrace.data.RawRecord;
import io.millrace.kafka.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Looks on, as a {@code read_committed} consumer, while a job commits its outputs. */
final class Watch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final TopicReader reader;
    private final Thread thread = new Thread(this::run, "watch");
    private final List<Recovery.Output> outputs = new ArrayList<>();
    private final Object news = new Object();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    // Guarded by news.
    private long seen;
    private Instant newest = Instant.MIN;
    private volatile boolean closed;

    /**
     * @param reader of the topics that have one record for each that was played
     */
    Watch(TopicReader reader) {
        this.reader = reader;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            look();
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void look() {
        while (!closed) {
            List<RawRecord> records = reader.poll(POLL);
            if (!records.isEmpty()) {
                Instant arrived = Instant.now();
                Instant made =
                        records.stream()
                                .map(r -> Instant.ofEpochMilli(r.timestamp()))
                                .max(Instant::compareTo)
                                .orElseThrow();
                synchronized (news) {
                    seen += records.size();
                    outputs.add(new Recovery.Output(made, arrived));
                    newest = made.isAfter(newest) ? made : newest;
                    news.notifyAll();
                }
            }
        }
    }

    /** Waits for an output that the job made after a moment; false if none comes in time. */
    boolean awaitMadeAfter(Instant moment, Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        synchronized (news) {
            while (!newest.isAfter(moment)) {
                requireHealth();
                if (Instant.now().isAfter(end)) {
                    return false;
                }
                news.wait(100);
            }
            return true;
        }
    }

    private void requireHealth() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** Outputs seen so far. */
    long seen() {
        requireHealth();
        synchronized (news) {
            return seen;
        }
    }

    List<Recovery.Output> outputs() {
        synchronized (news) {
            return new ArrayList<>(outputs);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
        reader.close();
    }
}
