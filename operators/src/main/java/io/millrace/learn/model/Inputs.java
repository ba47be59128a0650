package io.millrace.learn.model;

import io.millrace.data.FeatureVector;
import io.millrace.data.Schema;

/**
 * From the features of a sample to the inputs of a model. Not thread-safe: may own scratch space.
 */
public interface Inputs {

    /**
     * The inputs of a sample.
     *
     * @return valid until the next call; the features themselves if they are the inputs
     */
    FeatureVector of(FeatureVector features);

    /**
     * @param seed of what is random in them
     * @throws IllegalArgumentException if the interactions are not those of features of the schema
     */
    static Inputs of(InputsConfig config, Schema schema, long seed) {
        Inputs inputs = features -> features;
        if (!config.interactions().isEmpty()) {
            inputs = new Interactions(config, schema);
        }
        return config.fourier() == 0 ? inputs : new FourierFeatures(config, schema, seed, inputs);
    }
}
