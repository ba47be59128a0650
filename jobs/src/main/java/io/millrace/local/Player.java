package io.millrace.local;

import io.millrace.kafka.TopicWriter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Plays values into a topic, as fast as the broker takes them or at a given rate. */
public final class Player {

    private final TopicWriter topic;
    private final double rate;

    /**
     * @param rate values a second; infinite for as fast as possible
     */
    public Player(TopicWriter topic, double rate) {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("the rate must be positive, got " + rate);
        }
        this.topic = topic;
        this.rate = rate;
    }

    /**
     * Sends all values and waits until they are written.
     *
     * @param sent told how many have been sent, after each
     * @return how many there were
     * @throws InterruptedException if the thread is interrupted; what was sent stays sent
     */
    public long play(Values values, LongConsumer sent) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long count = 0;
        for (byte[] value = values.next(); value != null; value = values.next()) {
            await(start, count);
            topic.write(value);
            sent.accept(++count);
        }
        topic.flush();
        return count;
    }

    /** Waits until a value is due. A late one is sent at once, and the next ones catch up. */
    private void await(long start, long count) throws InterruptedException {
        long due = (long) (count / rate * 1e9);
        long early = due - (System.nanoTime() - start);
        if (early > TimeUnit.MILLISECONDS.toNanos(1)) {
            TimeUnit.NANOSECONDS.sleep(early);
        } else if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
