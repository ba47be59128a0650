package io.millrace.operator;

import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.Snapshot;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** A keyed operator on its own, over a state backend, with our serializers and object reuse. */
final class StageHarness<O>
        extends KeyedOneInputStreamOperatorTestHarness<String, LearningEvent, O> {

    static final int MAX_PARALLELISM = 8;

    /** The state backends that must behave alike. */
    enum Backend {
        HASHMAP,
        ROCKSDB;

        StateBackend create() {
            return this == HASHMAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    private StageHarness(
            OneInputStreamOperator<LearningEvent, O> operator, int parallelism, int subtask)
            throws Exception {
        super(operator, LearningEvent::key, Types.STRING, MAX_PARALLELISM, parallelism, subtask);
    }

    static <O> StageHarness<O> create(
            OneInputStreamOperator<LearningEvent, O> operator,
            TypeInformation<O> type,
            Backend backend,
            int parallelism,
            int subtask)
            throws Exception {
        StageHarness<O> harness = new StageHarness<>(operator, parallelism, subtask);
        harness.getExecutionConfig().enableObjectReuse();
        harness.setStateBackend(backend.create());
        harness.setup(type.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    /** A harness over a new or restored state, open. */
    static StageHarness<LearningEvent> open(
            OneInputStreamOperator<LearningEvent, LearningEvent> operator,
            Backend backend,
            OperatorSubtaskState restored)
            throws Exception {
        return open(operator, EventTypes.EVENT, backend, restored);
    }

    static <O> StageHarness<O> open(
            OneInputStreamOperator<LearningEvent, O> operator,
            TypeInformation<O> type,
            Backend backend,
            OperatorSubtaskState restored)
            throws Exception {
        StageHarness<O> harness = create(operator, type, backend, 1, 0);
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
        return harness;
    }

    void process(Iterable<? extends LearningEvent> events) throws Exception {
        for (LearningEvent event : events) {
            processElement(event, 0);
        }
    }

    /** What the operator writes on a snapshot that passes: the page of a key. */
    Page page(String key) throws Exception {
        Snapshot snapshot = new Snapshot(key, 1);
        processElement(snapshot, 0);
        return snapshot.pages().get(0);
    }

    /**
     * A checkpoint whose second, asynchronous half is done after {@code meanwhile}: what Flink does
     * in another thread while the task goes on.
     */
    OperatorSubtaskState checkpointWhile(MoreWork meanwhile) throws Exception {
        OperatorSnapshotFutures inFlight =
                getOperator()
                        .snapshotState(
                                1,
                                1,
                                CheckpointOptions.forCheckpointWithDefaultLocation(),
                                new MemCheckpointStreamFactory(1 << 24));
        meanwhile.run();
        return OperatorSnapshotFinalizer.create(inFlight).getJobManagerOwnedState();
    }

    /** Something that happens while a checkpoint is in flight. */
    interface MoreWork {
        void run() throws Exception;
    }
}
