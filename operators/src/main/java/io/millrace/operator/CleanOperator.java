package io.millrace.operator;

import io.millrace.data.LearningEvent;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.StageConfig;
import io.millrace.learn.clean.Cleaner;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Clean: counts the values that were {@code imputed} and {@code clipped}. */
public class CleanOperator extends StageOperator<Cleaner> {

    private transient Counter imputed;
    private transient Counter clipped;

    @SuppressWarnings("NullAway.Init") // Flink calls open before the first element
    public CleanOperator(StageConfig<Cleaner> config, Schema schema) {
        super(config, schema);
    }

    @Override
    public void open() throws Exception {
        super.open();
        imputed = getMetricGroup().counter("imputed");
        clipped = getMetricGroup().counter("clipped");
    }

    @Override
    void onSample(
            KeyedStages.Bound<Cleaner> bound, Sample sample, StreamRecord<LearningEvent> record)
            throws Exception {
        Cleaner cleaner = bound.stage();
        long imputedBefore = cleaner.imputed();
        long clippedBefore = cleaner.clipped();
        cleaner.process(sample);
        imputed.inc(cleaner.imputed() - imputedBefore);
        clipped.inc(cleaner.clipped() - clippedBefore);
        output.collect(record);
    }
}
