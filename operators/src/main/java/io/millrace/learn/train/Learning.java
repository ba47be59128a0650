package io.millrace.learn.train;

import io.millrace.data.FeatureVector;
import org.jspecify.annotations.Nullable;

/** From samples to changes of the parameters. */
interface Learning {

    /**
     * Takes one sample.
     *
     * @param norm Euclidean norm of its features and the 1 of the bias; times the weight, at most
     *     {@link Descent#LIMIT}
     * @param raw its raw scores under the parameters as they are, finite; overwritten
     * @param target what the loss holds the scores against, finite
     * @param weight finite, 0 or more
     * @param offsets added to the logits, finite; null for none
     * @param draw the sample's own, see {@link io.millrace.learn.Chance}; 0 if nothing is random
     */
    Outcome learn(
            FeatureVector features,
            double norm,
            double[] raw,
            double target,
            double weight,
            double @Nullable [] offsets,
            long draw);

    /** Forgets what it learned of gradients, and goes on from the parameters as they are. */
    void restart();
}
