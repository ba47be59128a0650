package io.millrace.operator;

import io.millrace.data.Adopt;
import io.millrace.data.DeadLetter;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.RawRecord;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Snapshot;
import io.millrace.format.CorruptBytesException;
import io.millrace.format.Excerpt;
import io.millrace.format.PageCodec;
import io.millrace.learn.admit.Admission;
import io.millrace.learn.admit.AdmitConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Admit: the first stage of each model. Turns samples that came before into dead letters, numbers
 * the others, and sends the events that walk the stages: {@code Adopt} before anything else of a
 * new model, if there is a model to start from, and {@code Snapshot} whenever the model is due for
 * publication and at the end of a bounded stream.
 */
public class AdmitOperator extends StageOperator<Admission> implements BoundedOneInput {

    /** The name of this stage, which dead letters carry. */
    public static final String STAGE = "admit";

    private static final long MODELS_AT_HAND = 32;

    /** As bytes, because an operator travels to the cluster by Java serialization. */
    private final List<byte[]> initialModel;

    private final int deduplicate;

    private transient List<Page> initialPages;
    private transient StreamRecord<LearningEvent> reused;
    private transient Counter duplicates;
    private transient StreamEnd end;
    private long version;

    /**
     * @param initialModel pages that every new model starts from, mostly none
     */
    @SuppressWarnings("NullAway.Init") // Flink calls initializeState and open first
    public AdmitOperator(AdmitConfig config, Schema schema, List<Page> initialModel) {
        super(config, schema);
        this.deduplicate = config.deduplicate();
        this.initialModel = new ArrayList<>();
        initialModel.forEach(page -> this.initialModel.add(PageCodec.encode(page)));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        end = new StreamEnd(context.getKeyedStateStore());
    }

    @Override
    public void open() throws Exception {
        super.open();
        reused = new StreamRecord<>(null);
        initialPages = decode(initialModel);
        duplicates =
                getMetricGroup()
                        .addGroup("reason", RejectReason.DUPLICATE_ID.code())
                        .counter("deadLetters");
        getMetricGroup().gauge("modelVersion", (Gauge<Long>) () -> version);
    }

    private static List<Page> decode(List<byte[]> model) throws CorruptBytesException {
        List<Page> pages = new ArrayList<>();
        for (byte[] bytes : model) {
            pages.add(PageCodec.decode(bytes));
        }
        return pages;
    }

    /** Whether it may have dead letters of its own. */
    public boolean refuses() {
        return deduplicate > 0;
    }

    /** Enough for several models to keep their ids at hand, which cost an index to fetch anew. */
    @Override
    long workingSet() {
        return Math.max(super.workingSet(), MODELS_AT_HAND * Long.BYTES * deduplicate);
    }

    @Override
    void onSample(
            KeyedStages.Bound<Admission> bound, Sample sample, StreamRecord<LearningEvent> record)
            throws Exception {
        Admission admission = started(bound).stage();
        admission.process(sample);
        RawRecord original = sample.original;
        sample.original = null;
        if (!sample.admitted()) {
            refuse(sample, Objects.requireNonNull(original, "parse keeps it"), record);
            return;
        }
        output.collect(record);
        if (admission.publishDue()) {
            publish(sample.key(), admission);
        }
    }

    private void refuse(Sample sample, RawRecord original, StreamRecord<LearningEvent> record) {
        duplicates.inc();
        String message =
                String.format(
                        "id '%s' has come before, among the last %d of its model; allowed is once",
                        Excerpt.of(String.valueOf(sample.id())), deduplicate);
        output.collect(
                EventTypes.DEAD_LETTERS,
                new StreamRecord<>(
                        new DeadLetter(original, RejectReason.DUPLICATE_ID, message, STAGE)));
        output.collect(record.replace(new Rejected(sample.key(), RejectReason.DUPLICATE_ID)));
    }

    @Override
    void onRejected(Rejected rejected, StreamRecord<LearningEvent> record) throws Exception {
        started(stages().of(rejected.key()));
        output.collect(record);
    }

    private KeyedStages.Bound<Admission> started(KeyedStages.Bound<Admission> bound)
            throws IOException {
        if (!bound.isNew() || initialPages.isEmpty()) {
            return bound;
        }
        Adopt adopt = new Adopt(bound.key(), initialPages);
        Page own = adopt.page(bound.page().stage()).map(Page::copy).orElse(bound.page());
        KeyedStages.Bound<Admission> started = stages().replace(bound.key(), own);
        output.collect(reused.replace(adopt));
        return started;
    }

    private void publish(String key, Admission admission) throws IOException {
        version = admission.nextVersion();
        Snapshot snapshot = new Snapshot(key, version);
        snapshot.add(stages().of(key).page().copy());
        output.collect(reused.replace(snapshot));
    }

    @Override
    public void endInput() throws Exception {
        for (String key : keys()) {
            setCurrentKey(key);
            KeyedStages.Bound<Admission> bound = stages().of(key);
            if (!isUntouched(bound) && end.isNews(bound.stage().admitted())) {
                publish(key, bound.stage());
            }
        }
    }

    /** Whether no sample came for a model, only dead letters. */
    private boolean isUntouched(KeyedStages.Bound<Admission> bound) {
        return bound.stage().isNew() || initialPages.contains(bound.page());
    }
}
