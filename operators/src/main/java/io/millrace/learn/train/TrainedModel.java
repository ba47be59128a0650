package io.millrace.learn.train;

import io.millrace.data.Sample;

/** What a {@link Trainer} trains: it looks at a sample, says what it thinks, and then learns. */
public interface TrainedModel {

    /**
     * Looks at a sample. {@link #predict} and {@link #learn} are about the sample that was looked
     * at last.
     *
     * @param sample cleaned and scaled
     */
    void score(Sample sample);

    /**
     * What it says of that sample. A score that is not finite says nothing, which is what a score
     * of 0 says.
     *
     * @param prediction receives class probabilities that sum to 1, or the one number in the
     *     label's units
     */
    void predict(Sample sample, double[] prediction);

    /** Learns from that sample, unless it is masked or held out. */
    Outcome learn(Sample sample);

    /**
     * Is told how the prediction of that sample, a real one, came out, before it learns from it.
     *
     * @param loss within [0, 1], see {@link io.millrace.learn.drift.PredictionLoss}
     * @param drifted whether the stream was found to have changed
     */
    default void observed(Sample sample, double loss, boolean drifted) {}

    /**
     * Goes on from what it knows, and forgets how it came to learn that: the memory of optimizers,
     * schedules, averages. For a stream that has changed.
     */
    void restart();

    /** Mean loss of learned samples, older ones fading; NaN if none are held out. */
    default double trainingLoss() {
        return Double.NaN;
    }

    /** Mean loss of held-out samples, likewise. */
    default double validationLoss() {
        return Double.NaN;
    }
}
