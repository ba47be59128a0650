package io.millrace.operator;

import io.millrace.data.Adopt;
import io.millrace.data.LearningEvent;
import io.millrace.data.Prediction;
import io.millrace.data.Rejected;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Snapshot;
import io.millrace.learn.StageConfig;
import io.millrace.learn.evaluate.Evaluator;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Evaluate: the end of the chain. Out go the reports of closed windows and, at the end of a bounded
 * stream, one cumulative report of each model; aside go the predictions and the whole models.
 */
public class EvaluateOperator extends KeyedStageOperator<Evaluator, Report>
        implements BoundedOneInput {

    /** Of the last closed window, whichever of them its model has; NaN for the others. */
    private static final List<String> WINDOW_METRICS =
            List.of("accuracy", "logLoss", "auc", "kappa", "mae", "rmse", "r2");

    private final boolean predictions;
    private transient StreamRecord<Report> reused;
    private transient StreamEnd end;
    private transient Map<String, Double> window;
    private long unaccounted;
    private long late;
    private long ahead;

    /**
     * @param predictions whether each prediction goes out too
     */
    @SuppressWarnings("NullAway.Init") // Flink calls initializeState and open first
    public EvaluateOperator(StageConfig<Evaluator> config, Schema schema, boolean predictions) {
        super(config, schema);
        this.predictions = predictions;
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
        window = Map.of();
        getMetricGroup().gauge("late", (Gauge<Long>) () -> late);
        getMetricGroup().gauge("ahead", (Gauge<Long>) () -> ahead);
        getMetricGroup().gauge("unaccounted", (Gauge<Long>) this::unaccounted);
        for (String metric : WINDOW_METRICS) {
            getMetricGroup()
                    .addGroup("window")
                    .gauge(metric, (Gauge<Double>) () -> window.getOrDefault(metric, Double.NaN));
        }
    }

    @Override
    void onSample(
            KeyedStages.Bound<Evaluator> bound, Sample sample, StreamRecord<LearningEvent> record) {
        if (sample.synthetic) {
            return;
        }
        List<Report> reports = bound.stage().evaluate(sample);
        late = bound.stage().late();
        ahead = bound.stage().ahead();
        long difference = bound.stage().unaccounted();
        if (difference != 0) {
            unaccounted = difference;
        }
        for (int i = 0; i < reports.size(); i++) {
            window = reports.get(i).metrics();
            output.collect(reused.replace(reports.get(i)));
        }
        double[] prediction = sample.prediction;
        if (predictions && prediction != null) {
            output.collect(
                    EventTypes.PREDICTIONS,
                    new StreamRecord<>(
                            new Prediction(
                                    sample.key(),
                                    sample.id(),
                                    sample.partition,
                                    sample.offset,
                                    sample.eventTime,
                                    prediction.clone(),
                                    sample.decision,
                                    sample.label())));
        }
    }

    /**
     * Law 3 as a number: samples that came in and were neither learned, nor wait, nor were masked.
     * A difference stays until the job restarts, whichever model comes next.
     */
    long unaccounted() {
        return unaccounted;
    }

    @Override
    void onRejected(Rejected rejected, StreamRecord<LearningEvent> record) throws Exception {
        stages().of(rejected.key()).stage().reject(rejected);
    }

    @Override
    void onSnapshot(Snapshot snapshot, StreamRecord<LearningEvent> record) {
        output.collect(EventTypes.MODELS, new StreamRecord<>(snapshot));
    }

    @Override
    void onAdopt(Adopt adopt, StreamRecord<LearningEvent> record) {}

    @Override
    public void endInput() throws Exception {
        for (String key : keys()) {
            setCurrentKey(key);
            Report report = stages().of(key).stage().report(key);
            if (end.isNews(report.counts().in())) {
                output.collect(reused.replace(report));
            }
        }
    }
}
