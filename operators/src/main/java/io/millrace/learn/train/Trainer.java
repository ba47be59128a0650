package io.millrace.learn.train;

import io.millrace.data.Page;
import io.millrace.data.Progress;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Stage;
import io.millrace.learn.drift.DriftConfig;
import io.millrace.learn.drift.Drifts;
import io.millrace.learn.drift.PredictionLoss;
import org.jspecify.annotations.Nullable;

/**
 * The training of one model: scores a sample with the parameters as they are, then learns from it,
 * then says how many samples ended how.
 *
 * <p>A sample that a model cannot learn from, as its numbers are not finite or too large, is scored
 * as well as may be, left out and counted.
 */
public final class Trainer implements Stage {

    private static final int LEARNED = 0;
    private static final int PENDING = 1;
    private static final int MASKED = 2;
    private static final int MASKED_NON_FINITE = 3;

    private final TrainedModel model;
    private final @Nullable Drifts drifts;
    private final long[] totals;
    private final double[] prediction;
    private final Progress progress = new Progress();

    /**
     * @param model over the same page
     * @param drift what watches how well it does
     */
    public Trainer(TrainedModel model, Page page, Schema schema, DriftConfig drift) {
        this.model = model;
        this.drifts = drift.watches() ? new Drifts(drift, page) : null;
        if (drifts == null) {
            Drifts.drop(page);
        }
        this.totals = page.longs("totals", 4);
        this.prediction = new double[schema.target().size()];
    }

    @Override
    public void process(Sample sample) {
        model.score(sample);
        if (!sample.synthetic) {
            model.predict(sample, prediction);
            sample.prediction = prediction;
            if (drifts != null) {
                double loss = PredictionLoss.of(sample, prediction);
                model.observed(sample, loss, drifts.observe(loss));
            }
        }
        count(model.learn(sample), sample.synthetic ? 0 : 1);
        sample.progress = progress();
    }

    private void count(Outcome outcome, int samples) {
        if (outcome == Outcome.MASKED || outcome == Outcome.REFUSED) {
            totals[outcome == Outcome.MASKED ? MASKED : MASKED_NON_FINITE] += samples;
            return;
        }
        totals[PENDING] += samples;
        if (outcome != Outcome.PENDING) {
            totals[outcome == Outcome.LEARNED ? LEARNED : MASKED_NON_FINITE] += totals[PENDING];
            totals[PENDING] = 0;
        }
    }

    /** Totals so far. The same object each time, changed by the next sample. */
    public Progress progress() {
        progress.learned = totals[LEARNED];
        progress.pending = totals[PENDING];
        progress.maskedByRebalance = totals[MASKED];
        progress.maskedNonFinite = totals[MASKED_NON_FINITE];
        return progress;
    }

    /** Mean loss of learned samples, older ones fading; NaN if none are held out. */
    public double trainingLoss() {
        return model.trainingLoss();
    }

    /** Mean loss of held-out samples, likewise. */
    public double validationLoss() {
        return model.validationLoss();
    }

    /**
     * Goes on from the parameters as they are like a new trainer: see {@link TrainedModel#restart}.
     */
    public void restart() {
        model.restart();
    }

    /** What was noticed of drifts; null if nobody watches. */
    public @Nullable Drifts drifts() {
        return drifts;
    }

    /** The model that is trained. */
    public TrainedModel model() {
        return model;
    }

    /**
     * What the model says of a sample, without learning from it.
     *
     * @param sample cleaned and scaled
     * @param prediction receives class probabilities that sum to 1, or the one number in the
     *     label's units
     */
    public void predict(Sample sample, double[] prediction) {
        model.score(sample);
        model.predict(sample, prediction);
    }
}
