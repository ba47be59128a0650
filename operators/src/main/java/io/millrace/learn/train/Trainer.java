package io.millrace.learn.train;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Progress;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Chance;
import io.millrace.learn.Fingerprint;
import io.millrace.learn.Stage;
import io.millrace.learn.loss.Loss;
import io.millrace.learn.model.Inputs;
import io.millrace.learn.model.InputsConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.model.Network;
import io.millrace.learn.model.RowForward;
import io.millrace.learn.optimize.Averaging;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.schedule.LearningRate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The training of one model: scores a sample with the parameters as they are, then learns from it,
 * then says how many samples ended how.
 *
 * <p>A sample whose features, target, weight or gradient are not finite (or so large that a step
 * would not stay finite) is scored as well as may be, left out and counted; nothing in the state
 * becomes NaN or infinite. See {@link Descent}.
 */
public final class Trainer implements Stage {

    private static final String PARAMS = "params";
    private static final int LEARNED = 0;
    private static final int PENDING = 1;
    private static final int MASKED = 2;
    private static final int MASKED_NON_FINITE = 3;

    private final Loss loss;
    private final Inputs inputs;
    private final RowForward forward;
    private final float[] params;
    private final long[] totals;
    private final LearningRate rate;
    private final @Nullable Averaging averaging;
    private final Learning learning;
    private final boolean random;
    private final long seed;
    private final @Nullable HoldOut holdOut;
    private final double[] raw;
    private final double[] prediction;
    private final Progress progress = new Progress();

    Trainer(TrainConfig config, Page page, Schema schema) {
        this.loss = Loss.of(config.loss(), schema.target());
        Network network = new Network(config.model(), schema, loss.outputs());
        this.inputs = Inputs.of(config.model().inputs(), schema, config.model().seed());
        this.forward = new RowForward(network);
        fingerprint(config, schema, loss)
                .require(
                        page,
                        "the features, their types and their order, the target and its classes in"
                                + " order, model.hidden, model.activation, model.factors,"
                                + " model.interactions, model.fourier and their settings,"
                                + " optimizer.type, whether"
                                + " optimizer.momentum is 0, and train.loss, where its scores mean"
                                + " another thing");
        // Clipping by value needs the gradient written down, component by component.
        boolean fused = network.linear() && config.batchSize() == 1 && config.clipValue() == 0;
        Pending.fit(page, fused ? 0 : config.batchSize(), config.batchSize());
        this.params = parameters(config, page, network);
        this.totals = page.longs("totals", 4);
        this.random = config.model().dropout() > 0;
        this.seed = config.model().seed();
        int oneIn = config.regularize().holdOut();
        this.holdOut = oneIn > 0 ? new HoldOut(oneIn, seed, page) : null;
        this.raw = new double[loss.outputs()];
        this.prediction = new double[schema.target().size()];
        this.averaging = Averaging.bind(config.optimizer().average(), page, params);
        this.rate = new LearningRate(config.optimizer().learningRate(), config.schedule(), page);
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
    public void process(Sample sample) {
        FeatureVector features = inputs.of(sample.features());
        forward.score(params, features, raw);
        boolean finite = finite(raw);
        if (!sample.synthetic) {
            predict(finite, prediction, sample.targetMean, sample.targetScale);
            sample.prediction = prediction;
        }
        double target =
                loss.target(
                        sample.label(), sample.targetMean, sample.targetScale, sample.targetBound);
        boolean heldOut = heldOut(sample, target);
        if (!(sample.masked || heldOut)) {
            boolean learnable = averaging == null ? finite : scoreIterate(averaging, features);
            learn(sample, features, target, learnable);
        } else if (!sample.synthetic) {
            totals[MASKED]++;
        }
        sample.progress = progress();
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
        return finite(raw);
    }

    private void learn(Sample sample, FeatureVector features, double target, boolean finite) {
        int counts = sample.synthetic ? 0 : 1;
        double norm = Math.sqrt(Norms.squared(features) + 1);
        if (!(finite && Double.isFinite(target) && usable(sample, norm))) {
            totals[MASKED_NON_FINITE] += counts;
            return;
        }
        totals[PENDING] += counts;
        if (rate.observes() && !sample.synthetic) {
            rate.observe(loss.value(raw, target));
        }
        Outcome outcome =
                learning.learn(
                        features,
                        norm,
                        raw,
                        target,
                        sample.weight,
                        sample.logitOffsets,
                        random ? Chance.of(seed, sample) : 0);
        if (outcome != Outcome.PENDING) {
            totals[outcome == Outcome.LEARNED ? LEARNED : MASKED_NON_FINITE] += totals[PENDING];
            totals[PENDING] = 0;
            if (averaging != null && outcome == Outcome.LEARNED) {
                averaging.step();
            }
        }
        if (holdOut != null && outcome == Outcome.LEARNED && !sample.synthetic) {
            forward.score(params, features, raw);
            holdOut.trained(loss.value(raw, target));
        }
    }

    /** One bad sample must not cost a mini-batch, so it is kept out here. */
    private static boolean usable(Sample sample, double norm) {
        return sample.weight >= 0
                && sample.weight * norm <= Descent.LIMIT
                && (sample.logitOffsets == null || finite(sample.logitOffsets));
    }

    private static boolean finite(double[] numbers) {
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Goes on from the parameters as they are like a new trainer: forgets what the optimizer
     * learned of gradients, and starts schedule and average anew. For a stream that has changed.
     * Samples that wait in a mini-batch go on waiting.
     */
    public void restart() {
        if (averaging != null) {
            averaging.restart();
        }
        rate.restart();
        learning.restart();
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
        return holdOut == null ? Double.NaN : holdOut.trainingLoss();
    }

    /** Mean loss of held-out samples, likewise. */
    public double validationLoss() {
        return holdOut == null ? Double.NaN : holdOut.validationLoss();
    }

    /**
     * What the model says of a sample, without learning from it.
     *
     * @param features cleaned and scaled
     * @param prediction receives class probabilities that sum to 1, or the one number in the
     *     label's units
     * @param targetMean mean of the label as of now; regression only
     * @param targetScale its standard deviation; regression only
     */
    public void predict(
            FeatureVector features, double[] prediction, double targetMean, double targetScale) {
        forward.score(params, inputs.of(features), raw);
        predict(finite(raw), prediction, targetMean, targetScale);
    }

    /** A score that is not finite says nothing, which is what a score of 0 says. */
    private void predict(boolean finite, double[] prediction, double mean, double scale) {
        if (!finite) {
            Arrays.fill(raw, 0);
        }
        loss.predict(raw, mean, scale, prediction);
    }
}
