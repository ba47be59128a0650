package io.millrace.learn.train;

import io.millrace.data.FeatureVector;
import org.jspecify.annotations.Nullable;

/** From samples to changes of the parameters. */
interface Learning {

    /**
     * Takes one sample.
     *
     * @param raw its raw scores under the parameters as they are, finite; overwritten
     * @param target what the loss holds the scores against, finite
     * @param weight finite, 0 or more
     * @param offsets added to the logits, finite; null for none
     */
    Outcome learn(
            FeatureVector features,
            double[] raw,
            double target,
            double weight,
            double @Nullable [] offsets);
}
