package io.millrace.learn.train;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.drift.DriftConfig;
import io.millrace.learn.drift.DriftConfig.Policy;
import org.jspecify.annotations.Nullable;

/**
 * A network to which something is done when its stream has changed: see {@link DriftConfig.Policy}.
 *
 * <p>Another model takes its place by its arrays, and the network is bound to them anew, as behind
 * a restart of the job. Samples that wait in a mini-batch go on waiting, to be learned by the new
 * one.
 */
public final class ReactingModel implements TrainedModel {

    private final TrainConfig config;
    private final Page page;
    private final Schema schema;
    private final @Nullable Background background;
    private GradientModel model;

    private ReactingModel(TrainConfig config, Page page, Schema schema) {
        this.config = config;
        this.page = page;
        this.schema = schema;
        this.model = new GradientModel(config, page, schema);
        this.background =
                config.drift().policy() == Policy.SWAP
                        ? new Background(config, page, schema)
                        : null;
    }

    /**
     * A network over a page, which reacts to drifts if it was configured so.
     *
     * @throws io.millrace.data.PageMismatchException if the page was written under a configuration
     *     that does not fit
     */
    public static TrainedModel bind(TrainConfig config, Page page, Schema schema) {
        DriftConfig drift = config.drift();
        if (!drift.reacts() || drift.policy() != Policy.SWAP) {
            Background.drop(page);
        }
        return drift.reacts()
                ? new ReactingModel(config, page, schema)
                : new GradientModel(config, page, schema);
    }

    @Override
    public void score(Sample sample) {
        model.score(sample);
    }

    @Override
    public void predict(Sample sample, double[] prediction) {
        model.predict(sample, prediction);
    }

    @Override
    public void observed(Sample sample, double loss, boolean drifted) {
        if (drifted) {
            react(sample);
        }
        if (background != null) {
            background.observed(loss, drifted);
        }
    }

    private void react(Sample sample) {
        switch (config.drift().policy()) {
            case RAISE_RATE -> model.raiseRate();
            case RESET_OPTIMIZER -> model.restart();
            case RESTART, SWAP -> replace(successor(), sample);
            case NONE -> {}
        }
    }

    private Page successor() {
        return background != null && background.begun()
                ? background.page()
                : Background.fresh(config, page, schema);
    }

    private void replace(Page from, Sample sample) {
        Background.copy(from, page);
        model = new GradientModel(config, page, schema);
        model.score(sample);
    }

    @Override
    public Outcome learn(Sample sample) {
        if (background != null) {
            background.learn(sample);
        }
        return model.learn(sample);
    }

    @Override
    public void restart() {
        model.restart();
    }

    @Override
    public double trainingLoss() {
        return model.trainingLoss();
    }

    @Override
    public double validationLoss() {
        return model.validationLoss();
    }
}
