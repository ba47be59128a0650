package io.millrace.operator;

import io.millrace.data.Adopt;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.Rejected;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Snapshot;
import io.millrace.learn.StageConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What all stages have in common under Flink: a page of state for each key, and the events that
 * carry pages out and in. Subclasses say what a sample does and what is handed on.
 *
 * @param <S> the stage
 * @param <O> what is handed on
 */
abstract class KeyedStageOperator<S, O> extends AbstractStreamOperator<O>
        implements OneInputStreamOperator<LearningEvent, O> {

    private static final String STATE = "page";

    /** Hundreds of the largest pages, which are those of evaluation, and thousands of others. */
    private static final long WORKING_SET = 64L << 20;

    private final StageConfig<S> config;
    private final Schema schema;
    private transient KeyedStages<S> stages;

    @SuppressWarnings("NullAway.Init") // Flink calls initializeState before anything else
    KeyedStageOperator(StageConfig<S> config, Schema schema) {
        this.config = config;
        this.schema = schema;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        stages =
                new KeyedStages<>(
                        config,
                        schema,
                        context.getKeyedStateStore()
                                .getState(new ValueStateDescriptor<>(STATE, EventTypes.PAGE)),
                        this::setCurrentKey,
                        workingSet());
        if (context.isRestored()) {
            requireFit();
        }
    }

    /**
     * Refuses what it does not fit before the job runs, not when a sample comes. One key stands for
     * all, which have been written under one configuration mostly: looking at each would read all
     * state. The others are looked at when they are used.
     */
    private void requireFit() throws IOException {
        Optional<String> key;
        try (Stream<String> keys = storedKeys()) {
            key = keys.findFirst();
        }
        if (key.isPresent()) {
            setCurrentKey(key.get());
            stages.requireFit();
        }
    }

    /** Called before Flink takes its snapshot of the keyed state, in the same breath. */
    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        stages.release();
    }

    @Override
    public void processElement(StreamRecord<LearningEvent> record) throws Exception {
        LearningEvent event = record.getValue();
        if (event instanceof Sample sample) {
            onSample(stages.of(sample.key()), sample, record);
        } else if (event instanceof Rejected rejected) {
            onRejected(rejected, record);
        } else if (event instanceof Snapshot snapshot) {
            snapshot.add(stages.of(snapshot.key()).page().copy());
            onSnapshot(snapshot, record);
        } else if (event instanceof Adopt adopt) {
            Optional<Page> page = adopt.page(config.stage());
            if (page.isPresent()) {
                stages.replace(adopt.key(), page.get().copy());
            }
            onAdopt(adopt, record);
        }
    }

    abstract void onSample(
            KeyedStages.Bound<S> bound, Sample sample, StreamRecord<LearningEvent> record)
            throws Exception;

    abstract void onRejected(Rejected rejected, StreamRecord<LearningEvent> record)
            throws Exception;

    /**
     * @param snapshot with this stage's page in it already
     */
    abstract void onSnapshot(Snapshot snapshot, StreamRecord<LearningEvent> record);

    /**
     * @param adopt of which this stage has taken its page already
     */
    abstract void onAdopt(Adopt adopt, StreamRecord<LearningEvent> record);

    /**
     * Bytes of pages to keep at hand: enough that keys in turn do not evict each other, each time
     * at the cost of a page written and read.
     */
    long workingSet() {
        return WORKING_SET;
    }

    KeyedStages<S> stages() {
        return stages;
    }

    /** All keys that this subtask has state of, sorted, as a list of its own. */
    List<String> keys() throws Exception {
        stages.writeBack();
        try (Stream<String> keys = storedKeys()) {
            return keys.sorted().toList();
        }
    }

    private Stream<String> storedKeys() {
        return this.<String>getKeyedStateBackend().getKeys(STATE, VoidNamespace.INSTANCE);
    }
}
