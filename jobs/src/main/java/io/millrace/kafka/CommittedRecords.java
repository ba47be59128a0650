package io.millrace.kafka;

import io.millrace.data.RawRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * All records that are committed to a topic, from its beginning to where it ends when it is gone
 * through, in the order of each partition. Every pass reads the topic anew.
 */
public final class CommittedRecords implements Iterable<RawRecord> {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final String topic;

    public CommittedRecords(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    /** A pass, which must be gone through to its end: it holds a consumer until then. */
    @Override
    public Iterator<RawRecord> iterator() {
        return new Pass(TopicReader.open(bootstrapServers, List.of(topic)));
    }

    private static final class Pass implements Iterator<RawRecord> {

        private final TopicReader reader;
        private final Queue<RawRecord> polled = new ArrayDeque<>();
        private boolean ended;

        Pass(TopicReader reader) {
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            while (polled.isEmpty() && !ended) {
                polled.addAll(reader.poll(PATIENCE));
                if (polled.isEmpty() && reader.atEnd()) {
                    ended = true;
                    reader.close();
                }
            }
            return !polled.isEmpty();
        }

        @Override
        public RawRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the topic has ended");
            }
            return polled.remove();
        }
    }
}
