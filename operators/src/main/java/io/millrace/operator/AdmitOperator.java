package io.millrace.operator;

import io.millrace.data.Adopt;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.Rejected;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Snapshot;
import io.millrace.format.CorruptBytesException;
import io.millrace.format.PageCodec;
import io.millrace.learn.StageConfig;
import io.millrace.learn.admit.Admission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Admit: the first stage of each model. Numbers its samples, and sends the events that walk the
 * stages: {@code Adopt} before anything else of a new model, if there is a model to start from, and
 * {@code Snapshot} whenever the model is due for publication and at the end of a bounded stream.
 */
public class AdmitOperator extends StageOperator<Admission> implements BoundedOneInput {

    /** As bytes, because an operator travels to the cluster by Java serialization. */
    private final List<byte[]> initialModel;

    private transient List<Page> initialPages;
    private transient StreamRecord<LearningEvent> reused;
    private long version;

    /**
     * @param initialModel pages that every new model starts from, mostly none
     */
    @SuppressWarnings("NullAway.Init") // Flink calls open before the first element
    public AdmitOperator(StageConfig<Admission> config, Schema schema, List<Page> initialModel) {
        super(config, schema);
        this.initialModel = new ArrayList<>();
        initialModel.forEach(page -> this.initialModel.add(PageCodec.encode(page)));
    }

    @Override
    public void open() throws Exception {
        super.open();
        reused = new StreamRecord<>(null);
        initialPages = decode(initialModel);
        getMetricGroup().gauge("modelVersion", (Gauge<Long>) () -> version);
    }

    private static List<Page> decode(List<byte[]> model) throws CorruptBytesException {
        List<Page> pages = new ArrayList<>();
        for (byte[] bytes : model) {
            pages.add(PageCodec.decode(bytes));
        }
        return pages;
    }

    @Override
    void onSample(
            KeyedStages.Bound<Admission> bound, Sample sample, StreamRecord<LearningEvent> record)
            throws Exception {
        Admission admission = started(bound).stage();
        admission.process(sample);
        output.collect(record);
        if (admission.publishDue()) {
            publish(sample.key(), admission);
        }
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
            if (!isUntouched(bound)) {
                publish(key, bound.stage());
            }
        }
    }

    /** Whether no sample came for a model, only dead letters. */
    private boolean isUntouched(KeyedStages.Bound<Admission> bound) {
        return bound.stage().isNew() || initialPages.contains(bound.page());
    }
}
