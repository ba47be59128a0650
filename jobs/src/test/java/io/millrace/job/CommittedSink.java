package io.millrace.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Collects traces of what reaches it, visible when their checkpoint commits: what a reader of a
 * transactional topic sees.
 *
 * @param <T> what is collected
 */
final class CommittedSink<T> implements Sink<T>, SupportsCommitter<CommittedSink.Batch> {

    private static final long serialVersionUID = 1L;

    private static final Collection<String> COMMITTED = new ConcurrentLinkedQueue<>();
    private static final Set<String> TRANSACTIONS = ConcurrentHashMap.newKeySet();

    private final SerializableFunction<T, String> trace;
    private final Commits commits;

    /** When what is written becomes visible; all but the first are saboteurs. */
    private enum Commits {
        ONCE,
        EARLY,
        AGAIN
    }

    private CommittedSink(SerializableFunction<T, String> trace, Commits commits) {
        this.trace = trace;
        this.commits = commits;
    }

    static <T> CommittedSink<T> of(SerializableFunction<T, String> trace) {
        return new CommittedSink<>(trace, Commits.ONCE);
    }

    /** A saboteur: whatever it is given is visible at once. */
    static <T> CommittedSink<T> early(SerializableFunction<T, String> trace) {
        return new CommittedSink<>(trace, Commits.EARLY);
    }

    /** A saboteur: a transaction that is committed again is visible again. */
    static <T> CommittedSink<T> again(SerializableFunction<T, String> trace) {
        return new CommittedSink<>(trace, Commits.AGAIN);
    }

    static void begin() {
        COMMITTED.clear();
        TRANSACTIONS.clear();
    }

    /** What all sinks have committed since the beginning, sorted. */
    static List<String> committed() {
        return COMMITTED.stream().sorted().toList();
    }

    /** One transaction. Committing it again has no effect, as in Kafka. */
    record Batch(String id, List<String> traces) {}

    @Override
    public CommittingSinkWriter<T, Batch> createWriter(WriterInitContext context) {
        return new Writer();
    }

    private final class Writer implements CommittingSinkWriter<T, Batch> {

        private List<String> traces = new ArrayList<>();

        @Override
        public void write(T element, Context context) {
            if (commits == Commits.EARLY) {
                COMMITTED.add(trace.apply(element));
            } else {
                traces.add(trace.apply(element));
            }
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<Batch> prepareCommit() {
            if (traces.isEmpty()) {
                return List.of();
            }
            Batch batch = new Batch(UUID.randomUUID().toString(), traces);
            traces = new ArrayList<>();
            return List.of(batch);
        }

        @Override
        public void close() {}
    }

    @Override
    public Committer<Batch> createCommitter(CommitterInitContext context) {
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<Batch>> requests) {
                for (CommitRequest<Batch> request : requests) {
                    Batch batch = request.getCommittable();
                    if (TRANSACTIONS.add(batch.id) || commits == Commits.AGAIN) {
                        COMMITTED.addAll(batch.traces);
                    }
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<Batch> getCommittableSerializer() {
        return new BatchSerializer();
    }

    private static final class BatchSerializer implements SimpleVersionedSerializer<Batch> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Batch batch) throws IOException {
            return (batch.id + "\n" + String.join("\n", batch.traces)).getBytes("UTF-8");
        }

        @Override
        public Batch deserialize(int version, byte[] bytes) throws IOException {
            List<String> lines = List.of(new String(bytes, "UTF-8").split("\n", -1));
            return new Batch(lines.get(0), lines.subList(1, lines.size()));
        }
    }
}
