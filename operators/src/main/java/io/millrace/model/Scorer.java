package io.millrace.model;

import io.millrace.data.FeatureVector;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.clean.Cleaner;
import io.millrace.learn.history.History;
import io.millrace.learn.normalize.Normalizer;
import io.millrace.learn.train.Trainer;

/**
 * Predicts with a model as published: bit for bit the score that the trainer gave the sample after
 * which the model was taken. Asking changes nothing: no statistic moves by a prediction.
 *
 * <p>The inputs of the past, if the model has any, are those as of its version: it knows no later
 * label.
 *
 * <p>It takes copies of what it needs. Not thread-safe.
 */
public final class Scorer {

    private final String key;
    private final int outputs;
    private final Cleaner cleaner;
    private final History history;
    private final Normalizer normalizer;
    private final Trainer trainer;

    /**
     * @throws PageMismatchException if the model's pages do not fit its own configuration
     */
    public Scorer(Model model) {
        LearnerConfig config = model.config();
        Schema schema = config.schema();
        Fit.requireParameters(model, config);
        this.key = model.key();
        this.outputs = schema.target().size();
        this.cleaner = config.clean().bind(model.page("clean").copy(), schema);
        this.history = config.history().bind(model.page("history").copy(), schema);
        Schema widened = config.widened();
        this.normalizer = config.normalize().bind(model.page("normalize").copy(), widened);
        this.trainer = Fit.rowByRow(config).training().bind(model.page("train").copy(), widened);
    }

    /**
     * What the model says of a sample as parsed; the features are left as they are.
     *
     * @return class probabilities that sum to 1, or the one number in the label's own units
     */
    public double[] score(FeatureVector features) {
        Sample sample = new Sample(key, null, features.copy(), 0);
        cleaner.transform(sample);
        history.transform(sample);
        normalizer.transform(sample);
        double[] prediction = new double[outputs];
        trainer.predict(sample, prediction);
        return prediction;
    }
}
