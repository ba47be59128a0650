package io.millrace.chaos;

import io.millrace.kafka.TopicWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Plays the stream in a thread of its own, at a steady rate up to a row that moves, and slowly from
 * there on. What the laboratory adds to the stream goes between two rows.
 */
final class Feed implements AutoCloseable {

    private static final int AGAIN = 200;

    /** Rows a second while a cluster recovers: there is always something in flight. */
    private static final double TRICKLE = 200;

    private final SampleStream stream;
    private final TopicWriter topic;
    private final long rows;
    private final double rate;
    private final Thread thread = new Thread(this::run, "feed");
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Object turn = new Object();

    // Guarded by turn.
    private long limit;
    private long next;
    private long records;
    private boolean finishing;
    private boolean stopped;

    /** When the next row is to be sent; the thread's own. */
    private long due = Long.MIN_VALUE;

    /**
     * @param rows at least so many are sent; more if a cluster takes long to recover
     * @param rate rows a second
     */
    Feed(SampleStream stream, TopicWriter topic, long rows, double rate) {
        this.stream = stream;
        this.topic = topic;
        this.rows = rows;
        this.rate = rate;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Lets it go on at its rate to a row; from there on it trickles. */
    void allow(long row) {
        synchronized (turn) {
            limit = Math.max(limit, row);
            turn.notifyAll();
        }
    }

    /** Waits until so many rows have been sent. */
    void awaitSent(long rows) throws InterruptedException {
        synchronized (turn) {
            while (next < rows) {
                requireHealth();
                turn.wait(200);
            }
        }
    }

    /** Sends the last rows again, as a producer does that was not told they had arrived. */
    void sendAgain() {
        synchronized (turn) {
            for (long row = Math.max(0, next - AGAIN); row < next; row++) {
                write(stream.row(row));
            }
        }
    }

    /** Sends what breaks the data contract. */
    void sendPoison() {
        synchronized (turn) {
            stream.poison(next).forEach(this::write);
        }
    }

    /** Rows sent so far. */
    long rows() {
        synchronized (turn) {
            return next;
        }
    }

    /** Records sent so far, all of them: rows, those sent again, and poison. */
    long records() {
        synchronized (turn) {
            return records;
        }
    }

    /** Sends what is left of the rows, and waits until the broker has everything. */
    void finish() throws InterruptedException {
        synchronized (turn) {
            limit = rows;
            finishing = true;
        }
        thread.join();
        requireHealth();
        topic.flush();
    }

    /** Sends no more, and waits until the broker has what was sent. */
    void stop() throws InterruptedException {
        synchronized (turn) {
            stopped = true;
        }
        thread.join();
        topic.flush();
    }

    private void run() {
        try {
            while (sendNext()) {
                pace();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private boolean sendNext() {
        synchronized (turn) {
            if (stopped || finishing && next >= rows) {
                return false;
            }
            write(stream.row(next++));
            turn.notifyAll();
            return true;
        }
    }

    private void pace() throws InterruptedException {
        double now;
        synchronized (turn) {
            now = next < limit ? rate : Math.min(rate, TRICKLE);
        }
        long clock = System.nanoTime();
        // What is late is made up for, but not what a fault has held up for long.
        due = Math.max(due, clock - 100_000_000) + (long) (1e9 / now);
        if (due - clock > 1_000_000) {
            TimeUnit.NANOSECONDS.sleep(due - clock);
        }
    }

    private void write(SampleStream.Row row) {
        topic.write(row.partition(), row.value());
        records++;
    }

    private void requireHealth() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        topic.close();
    }
}
