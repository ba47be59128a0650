package io.millrace.operator;

import io.millrace.data.LearningEvent;
import io.millrace.data.Progress;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.StageConfig;
import io.millrace.learn.drift.Drifts;
import io.millrace.learn.select.Population;
import io.millrace.learn.train.Trainer;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Train: counts the samples that were {@code learned}, {@code masked} by rebalancing or as held
 * out, and {@code maskedNonFinite}; {@code pending} is how many lie in the mini-batch of the model
 * that learned last, {@code trainingLoss} and {@code validationLoss} are those of its learned and
 * its held-out samples, NaN without a hold-out. With a drift detector, {@code drifts} is how many
 * there were of that model, {@code driftLoss} and {@code driftLossLater} how much it lost when the
 * last was noticed and a while later; each drift is logged too.
 */
public class TrainOperator extends StageOperator<Trainer> {

    private static final Logger LOG = LoggerFactory.getLogger(TrainOperator.class);

    private transient Counter learned;
    private transient Counter masked;
    private transient Counter maskedNonFinite;
    private long pending;
    private double trainingLoss = Double.NaN;
    private double validationLoss = Double.NaN;
    private long drifts;
    private double driftLoss = Double.NaN;
    private double driftLossLater = Double.NaN;
    private double[] weights = {};

    @SuppressWarnings("NullAway.Init") // Flink calls open before the first element
    public TrainOperator(StageConfig<Trainer> config, Schema schema) {
        super(config, schema);
    }

    @Override
    public void open() throws Exception {
        super.open();
        learned = getMetricGroup().counter("learned");
        masked = getMetricGroup().counter("masked");
        maskedNonFinite = getMetricGroup().counter("maskedNonFinite");
        getMetricGroup().gauge("pending", (Gauge<Long>) () -> pending);
        getMetricGroup().gauge("trainingLoss", (Gauge<Double>) () -> trainingLoss);
        getMetricGroup().gauge("validationLoss", (Gauge<Double>) () -> validationLoss);
        getMetricGroup().gauge("drifts", (Gauge<Long>) () -> drifts);
        getMetricGroup().gauge("driftLoss", (Gauge<Double>) () -> driftLoss);
        getMetricGroup().gauge("driftLossLater", (Gauge<Double>) () -> driftLossLater);
    }

    @Override
    void onSample(
            KeyedStages.Bound<Trainer> bound, Sample sample, StreamRecord<LearningEvent> record)
            throws Exception {
        Trainer trainer = bound.stage();
        Progress before = trainer.progress();
        long learnedBefore = before.learned;
        long maskedBefore = before.maskedByRebalance;
        long maskedNonFiniteBefore = before.maskedNonFinite;
        trainer.process(sample);
        Progress after = trainer.progress();
        learned.inc(after.learned - learnedBefore);
        masked.inc(after.maskedByRebalance - maskedBefore);
        maskedNonFinite.inc(after.maskedNonFinite - maskedNonFiniteBefore);
        pending = after.pending;
        trainingLoss = trainer.trainingLoss();
        validationLoss = trainer.validationLoss();
        Drifts watched = trainer.drifts();
        if (watched != null && !sample.synthetic) {
            follow(watched, sample);
        }
        if (trainer.model() instanceof Population population) {
            follow(population);
        }
        output.collect(record);
    }

    private void follow(Drifts watched, Sample sample) {
        drifts = watched.count();
        driftLoss = watched.lossAtLast();
        driftLossLater = watched.lossAfterLast();
        if (drifts == 0) {
            return;
        }
        if (watched.since() == 0) {
            LOG.info(
                    "drift {} of model '{}' at sample {}: its mean loss is {}",
                    drifts,
                    sample.key(),
                    sample.ordinal,
                    driftLoss);
        } else if (watched.since() == Drifts.LATER) {
            LOG.info(
                    "{} samples behind drift {} of model '{}' its mean loss is {}",
                    Drifts.LATER,
                    drifts,
                    sample.key(),
                    driftLossLater);
        }
    }

    /** All models have the same members, whose names nobody knows before the first of them. */
    private void follow(Population population) {
        boolean first = weights.length == 0;
        weights = population.weights();
        if (first) {
            List<String> names = population.names();
            for (int i = 0; i < names.size(); i++) {
                int opinion = i;
                getMetricGroup()
                        .addGroup("member", names.get(i))
                        .gauge("weight", (Gauge<Double>) () -> weights[opinion]);
            }
        }
    }
}
