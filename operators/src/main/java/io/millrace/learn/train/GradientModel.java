package io.millrace.learn.train;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Chance;
import io.millrace.learn.Fingerprint;
import io.millrace.learn.drift.DriftConfig;
import io.millrace.learn.loss.Loss;
import io.millrace.learn.model.Inputs;
import io.millrace.learn.model.InputsConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.model.Network;
import io.millrace.learn.model.RowForward;
import io.millrace.learn.optimize.Averaging;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.schedule.LearningRate;
import io.millrace.learn.schedule.Raise;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A model of flat parameters that an optimizer moves against the gradient of a loss.
 *
 * <p>A sample whose features, target, weight or gradient are not finite (or so large that a step
 * would not stay finite) is scored as well as may be and left out; nothing in the state becomes NaN
 * or infinite. See {@link Descent}.
 */
public final class GradientModel implements TrainedModel {

    private static final String PARAMS = "params";

    private final Loss loss;
    private final Inputs inputs;
    private final RowForward forward;
    private final float[] params;
    private final LearningRate rate;
    private final @Nullable Averaging averaging;
    private final Learning learning;
    private final boolean random;
    private final long seed;
    private final @Nullable HoldOut holdOut;
    private final double[] raw;
    private FeatureVector features = FeatureVector.dense();
    private boolean finite;

    /**
     * @throws PageMismatchException if the page was written under a configuration that does not fit
     */
    public GradientModel(TrainConfig config, Page page, Schema schema) {
        this.loss = Loss.of(config.loss(), schema.target());
        Network network = new Network(config.model(), schema, loss.outputs());
        this.inputs = Inputs.of(config.model().inputs(), schema, config.model().seed());
        this.forward = new RowForward(network);
        fingerprint(config, schema, loss)
                .require(
                        page,
                        "the features, their types and their order, the target and its classes in"
                                + " order, model.type, model.hidden, model.activation, model.factors,"
                                + " model.interactions, model.fourier and their settings,"
                                + " optimizer.type, whether"
                                + " optimizer.momentum is 0, and train.loss, where its scores mean"
                                + " another thing");
        // Clipping by value needs the gradient written down, component by component.
        boolean fused = network.linear() && config.batchSize() == 1 && config.clipValue() == 0;
        Pending.fit(page, fused ? 0 : config.batchSize(), config.batchSize());
        this.params = parameters(config, page, network);
        this.random = config.model().dropout() > 0;
        this.seed = config.model().seed();
        int oneIn = config.regularize().holdOut();
        this.holdOut = oneIn > 0 ? new HoldOut(oneIn, seed, page) : null;
        this.raw = new double[loss.outputs()];
        this.averaging = Averaging.bind(config.optimizer().average(), page, params);
        this.rate =
                new LearningRate(
                        config.optimizer().learningRate(),
                        config.schedule(),
                        page,
                        raise(config.drift(), page));
        float[] moved = averaging == null ? params : averaging.iterate();
        if (config.optimizer().kind().byFeatures()) {
            this.learning = byFeatures(config, page, schema, moved);
            return;
        }
        Descent descent = new Descent(config, page, network, moved, rate);
        this.learning =
                fused
                        ? new RowLearning(network, forward, loss, descent, config.epochs(), moved)
                        : new BatchLearning(config, page, schema, network, loss, descent, moved);
    }

    private static @Nullable Raise raise(DriftConfig drift, Page page) {
        return drift.watches() && drift.policy() == DriftConfig.Policy.RAISE_RATE
                ? new Raise(drift.raise(), drift.raiseSteps(), page)
                : null;
    }

    private Learning byFeatures(TrainConfig config, Page page, Schema schema, float[] moved) {
        OptimizerConfig.Kind kind = config.optimizer().kind();
        if (loss.outputs() != 1) {
            throw new IllegalArgumentException(
                    kind + " learns one score, not one for each of " + schema.target().size());
        }
        return kind == OptimizerConfig.Kind.NORMALIZED_ADAPTIVE
                ? new NormalizedAdaptive(page, loss, rate, moved)
                : new PassiveAggressive(
                        config.optimizer(),
                        schema.target() instanceof Target.Classification,
                        moved);
    }

    private static Fingerprint fingerprint(TrainConfig config, Schema schema, Loss loss) {
        ModelConfig model = config.model();
        Fingerprint fingerprint =
                new Fingerprint()
                        .addFeatures(schema)
                        .addTarget(schema)
                        .add(config.optimizer().memory())
                        .add(model.hidden().size());
        if (!model.hidden().isEmpty()) {
            model.hidden().forEach(fingerprint::add);
            fingerprint.add(model.activation().name());
        }
        if (model.factors() > 0) {
            fingerprint.add("factors").add(model.factors());
        }
        addInputs(fingerprint, model.inputs(), model.seed());
        // The links that the target itself tells have no word here, as when there was no choice.
        if (loss.link() != Loss.of(schema.target()).link()) {
            fingerprint.add(loss.link().name());
        }
        return fingerprint;
    }

    private static void addInputs(Fingerprint fingerprint, InputsConfig inputs, long seed) {
        if (!inputs.interactions().isEmpty()) {
            fingerprint.add("interactions").add(inputs.buckets());
            inputs.interactions().forEach(fingerprint::add);
        }
        if (inputs.fourier() > 0) {
            fingerprint
                    .add("fourier")
                    .add(inputs.fourier())
                    .add(Double.doubleToLongBits(inputs.bandwidth()))
                    .add(seed);
        }
    }

    private static float[] parameters(TrainConfig config, Page page, Network network) {
        boolean given = page.has(PARAMS);
        float[] params = page.floats(PARAMS, network.parameters());
        if (!given) {
            network.initialize(params, config.model());
        } else if (!Double.isFinite(Norms.squared(params))) {
            throw new PageMismatchException(
                    "page '" + page.stage() + "' holds a number in 'params' that is not finite");
        }
        return params;
    }

    @Override
    public void score(Sample sample) {
        features = inputs.of(sample.features());
        forward.score(params, features, raw);
        finite = Norms.finite(raw);
    }

    /** The raw scores of the sample that was looked at last, until it is learned. Not a copy. */
    public double[] raw() {
        return raw;
    }

    /** Euclidean norm of the features of that sample and the 1 of the bias. */
    public double norm() {
        return Math.sqrt(Norms.squared(features) + 1);
    }

    @Override
    public void predict(Sample sample, double[] prediction) {
        if (!finite) {
            Arrays.fill(raw, 0);
        }
        loss.predict(raw, sample.targetMean, sample.targetScale, prediction);
    }

    @Override
    public Outcome learn(Sample sample) {
        return learn(sample, sample.weight);
    }

    /** As {@link #learn(Sample)}, with another weight. */
    public Outcome learn(Sample sample, double weight) {
        double target =
                loss.target(
                        sample.label(), sample.targetMean, sample.targetScale, sample.targetBound);
        if (heldOut(sample, target) || sample.masked) {
            return Outcome.MASKED;
        }
        boolean learnable = averaging == null ? finite : scoreIterate(averaging, features);
        return learn(sample, weight, target, learnable);
    }

    /** Holds the scores against the target if the sample is one that is held out. */
    private boolean heldOut(Sample sample, double target) {
        if (holdOut == null || !holdOut.contains(sample)) {
            return false;
        }
        if (!sample.synthetic) {
            holdOut.validated(loss.value(raw, target));
        }
        return true;
    }

    /** What is learned from is the score by the parameters that move, not by their average. */
    private boolean scoreIterate(Averaging average, FeatureVector features) {
        forward.score(average.iterate(), features, raw);
        return Norms.finite(raw);
    }

    private Outcome learn(Sample sample, double weight, double target, boolean learnable) {
        double norm = norm();
        if (!(learnable && Double.isFinite(target) && usable(sample, weight, norm))) {
            return Outcome.REFUSED;
        }
        if (rate.observes() && !sample.synthetic) {
            rate.observe(loss.value(raw, target));
        }
        Outcome outcome =
                learning.learn(
                        features,
                        norm,
                        raw,
                        target,
                        weight,
                        sample.logitOffsets,
                        random ? Chance.of(seed, sample) : 0);
        if (averaging != null && outcome == Outcome.LEARNED) {
            averaging.step();
        }
        if (holdOut != null && outcome == Outcome.LEARNED && !sample.synthetic) {
            forward.score(params, features, raw);
            holdOut.trained(loss.value(raw, target));
        }
        return outcome;
    }

    private static boolean usable(Sample sample, double weight, double norm) {
        return weight >= 0
                && weight * norm <= Descent.LIMIT
                && (sample.logitOffsets == null || Norms.finite(sample.logitOffsets));
    }

    /**
     * Goes on from the parameters as they are like a new trainer: forgets what the optimizer
     * learned of gradients, and starts schedule and average anew. For a stream that has changed.
     * Samples that wait in a mini-batch go on waiting.
     */
    @Override
    public void restart() {
        if (averaging != null) {
            averaging.restart();
        }
        rate.restart();
        learning.restart();
    }

    /** Raises the learning rate for a while, if it was configured so. */
    void raiseRate() {
        rate.raise();
    }

    @Override
    public double trainingLoss() {
        return holdOut == null ? Double.NaN : holdOut.trainingLoss();
    }

    @Override
    public double validationLoss() {
        return holdOut == null ? Double.NaN : holdOut.validationLoss();
    }
}
