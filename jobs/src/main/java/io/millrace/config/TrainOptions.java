package io.millrace.config;

import static io.millrace.config.Option.option;
import static io.millrace.config.Range.above;
import static io.millrace.config.Range.atLeast;
import static io.millrace.config.Range.below;
import static io.millrace.config.Range.between;
import static io.millrace.config.Types.decimal;
import static io.millrace.config.Types.integer;
import static io.millrace.config.Types.oneOf;
import static io.millrace.config.Types.optional;
import static io.millrace.config.Types.single;
import static io.millrace.config.Types.text;
import static io.millrace.config.Types.whole;

import io.millrace.learn.loss.LossConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.select.SelectConfig;
import io.millrace.learn.train.TrainConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys of the model and of its training. */
final class TrainOptions {

    private static final int WIDEST = 1 << 16;
    private static final int DEEPEST = 16;

    private TrainOptions() {}

    static final Option<JobConfig, SelectConfig.Type> TYPE =
            option(
                    "model.type",
                    oneOf(SelectConfig.Type.class),
                    job -> job.learner().select().type(),
                    "`network`: the one that the other keys describe; `auto`: a population of"
                            + " models, rates and optimizers that all learn, and a mixture of"
                            + " what they say. `model: auto` is short for it. A population takes"
                            + " only the keys budget, share, generation and seed.");
    static final Option<JobConfig, Double> BUDGET =
            option(
                    "model.budget",
                    decimal(atLeast(1)),
                    job -> job.learner().select().budget(),
                    "Microseconds a sample that a population may take, about, on one thread of a"
                            + " server: so many members it has.");
    static final Option<JobConfig, Double> SHARE =
            option(
                    "model.share",
                    decimal(below(0, 1)),
                    job -> job.learner().select().share(),
                    "The share of its weight that each member of a population gives to all others"
                            + " at each sample: how fast the mixture can turn to another.");
    static final Option<JobConfig, Integer> GENERATION =
            option(
                    "model.generation",
                    integer(0, Integer.MAX_VALUE),
                    job -> job.learner().select().generation(),
                    "Samples after which the worst of some members of a population that are alike"
                            + " becomes a copy of the best with another rate; 0 for never.");
    static final Option<JobConfig, List<Integer>> HIDDEN =
            option(
                    "model.hidden",
                    new ListType<>(integer(1, WIDEST), 0, DEEPEST, null),
                    job -> job.learner().train().model().hidden(),
                    "The widths of the hidden layers, as [64, 32]; empty for a linear model.");
    static final Option<JobConfig, ModelConfig.Activation> ACTIVATION =
            option(
                    "model.activation",
                    oneOf(ModelConfig.Activation.class),
                    job -> job.learner().train().model().activation(),
                    "The activation of the hidden layers: `relu`; `leaky-relu`, a hundredth of the"
                            + " input below 0; `tanh`; `gelu` (Hendrycks & Gimpel, 2016).");
    static final Option<JobConfig, ModelConfig.Init> INIT =
            option(
                    "model.init",
                    oneOf(ModelConfig.Init.class),
                    job -> job.learner().train().model().init(),
                    "How weights start: `zeros` or `constant`, the scale (without hidden layers"
                            + " only), `uniform` in [-scale, scale], `normal` with standard"
                            + " deviation scale, `xavier` (uniform within sqrt(6 / (in + out))),"
                            + " `he` (normal with variance 2 / in) or `orthogonal` (Saxe et al.,"
                            + " 2014; each layer takes inputs times outputs times the smaller of"
                            + " the two). Biases start at 0.",
                    "zeros; he with hidden layers");
    static final Option<JobConfig, Float> SCALE =
            option(
                    "model.scale",
                    single(above(0)),
                    job -> job.learner().train().model().scale(),
                    "The half-width of `uniform`, the standard deviation of `normal`, the value of"
                            + " `constant`.");
    static final Option<JobConfig, Long> MODEL_SEED =
            option(
                    "model.seed",
                    whole(Long.MIN_VALUE, Long.MAX_VALUE),
                    job -> job.learner().train().model().seed(),
                    "The seed of the random weights, of dropout, and of which samples are held"
                            + " out.");
    static final Option<JobConfig, Double> DROPOUT =
            option(
                    "model.dropout",
                    decimal(below(0, 1)),
                    job -> job.learner().train().model().dropout(),
                    "The chance of each unit of a hidden layer to be left out of a step, told by"
                            + " the seed and the sample (Srivastava et al., 2014); 0 for none."
                            + " Scores are made with all units.");
    static final Option<JobConfig, Integer> FACTORS =
            option(
                    "model.factors",
                    integer(0, 1024),
                    job -> job.learner().train().model().factors(),
                    "The factors of a factorisation machine (Rendle, 2010), which learns every pair"
                            + " of inputs; without hidden layers. They start as `normal`; 0 for a"
                            + " linear model.");
    static final Option<JobConfig, List<String>> INTERACTIONS =
            option(
                    "model.interactions",
                    new ListType<>(text(), 0, 10_000, Function.identity()),
                    job -> job.learner().train().model().inputs().interactions(),
                    "Pairs of features whose products are inputs too, as [\"origin*carrier\"], or"
                            + " [all] for every pair. They are hashed (Weinberger et al., 2009).");
    static final Option<JobConfig, Integer> INTERACTION_BUCKETS =
            option(
                    "model.interaction-buckets",
                    integer(1, 1 << 27),
                    job -> job.learner().train().model().inputs().buckets(),
                    "The inputs that interactions are hashed into.");
    static final Option<JobConfig, Integer> FOURIER =
            option(
                    "model.fourier",
                    integer(0, WIDEST),
                    job -> job.learner().train().model().inputs().fourier(),
                    "Random Fourier features in place of the dense inputs: a linear model of them"
                            + " is a machine with a Gaussian kernel (Rahimi & Recht, 2007). They"
                            + " are drawn by the seed; 0 for none.");
    static final Option<JobConfig, Double> BANDWIDTH =
            option(
                    "model.bandwidth",
                    decimal(atLeast(0)),
                    job -> job.learner().train().model().inputs().bandwidth(),
                    "The standard deviation of that kernel in units of the scaled inputs; 0 for"
                            + " sqrt(n / 2) of n dense inputs.");
    static final Option<JobConfig, Optional<String>> INITIAL =
            option(
                    "model.initial",
                    optional(text()),
                    JobConfig::initialModel,
                    "A model file (safetensors) that every new model starts from.");

    static final Section MODEL =
            Section.of(
                    "model",
                    "Linear, logistic or softmax regression, a factorisation machine, or a"
                            + " multi-layer perceptron, which follows from the label, the factors"
                            + " and the hidden layers; or a population of models.",
                    TYPE,
                    BUDGET,
                    SHARE,
                    GENERATION,
                    HIDDEN,
                    ACTIVATION,
                    INIT,
                    SCALE,
                    MODEL_SEED,
                    DROPOUT,
                    FACTORS,
                    INTERACTIONS,
                    INTERACTION_BUCKETS,
                    FOURIER,
                    BANDWIDTH,
                    INITIAL);

    static final Option<JobConfig, Integer> BATCH_SIZE =
            option(
                    "train.batch-size",
                    integer(1, 1 << 20),
                    job -> job.learner().train().batchSize(),
                    "Samples in a mini-batch; 1 learns row by row. A partly filled batch is kept"
                            + " over checkpoints and restarts.");
    static final Option<JobConfig, Integer> EPOCHS =
            option(
                    "train.epochs",
                    integer(1, 10_000),
                    job -> job.learner().train().epochs(),
                    "Gradient steps on each mini-batch: 1 is mini-batch descent, more is gradient"
                            + " descent over a batch.");
    static final Option<JobConfig, Double> L2 =
            option(
                    "train.l2",
                    decimal(atLeast(0)),
                    job -> job.learner().train().l2(),
                    "Strength of the penalty l2/2 |w|² on the weights, not the biases.");
    static final Option<JobConfig, Double> L1 =
            option(
                    "train.l1",
                    decimal(atLeast(0)),
                    job -> job.learner().train().regularize().l1(),
                    "Strength of the penalty l1 |w| on the weights, not the biases, by its proximal"
                            + " step: small weights become 0. With l2 an elastic net.");
    static final Option<JobConfig, Double> MAX_NORM =
            option(
                    "train.max-norm",
                    decimal(atLeast(0)),
                    job -> job.learner().train().regularize().maxNorm(),
                    "The weights into one unit or output are scaled down to this Euclidean norm; 0"
                            + " for never. As with l1 and l2, only those that the step touches.");
    static final Option<JobConfig, Integer> HOLD_OUT =
            option(
                    "train.hold-out",
                    integer(0, Integer.MAX_VALUE),
                    job -> job.learner().train().regularize().holdOut(),
                    "One sample in this many, told by the seed and its id (or its place in the"
                            + " stream), is scored and never learned, and counts as masked; the"
                            + " metrics `trainingLoss` and `validationLoss` tell the gap. 0 for"
                            + " none.");
    static final Option<JobConfig, Double> CLIP_NORM =
            option(
                    "train.clip-norm",
                    decimal(atLeast(0)),
                    job -> job.learner().train().clipNorm(),
                    "Gradients of a larger Euclidean norm are scaled down to it; 0 for never.");
    static final Option<JobConfig, Double> CLIP_VALUE =
            option(
                    "train.clip-value",
                    decimal(atLeast(0)),
                    job -> job.learner().train().clipValue(),
                    "Components of the gradient are pulled into [-clip-value, clip-value]; 0 for"
                            + " never.");
    static final Option<JobConfig, TrainConfig.Compute> COMPUTE =
            option(
                    "train.compute",
                    oneOf(TrainConfig.Compute.class),
                    job -> job.learner().train().compute(),
                    "What carries out the arithmetic: plain `loops`, `nd4j` arrays, or `auto`: the"
                            + " quicker of the two.");

    static final Option<JobConfig, LossConfig.Kind> LOSS =
            option(
                    "train.loss",
                    oneOf(LossConfig.Kind.class),
                    job -> job.learner().train().loss().kind(),
                    "What is made small. `auto`: by the label. For a number: `squared` predicts the"
                            + " mean, `absolute` the median, `huber` something between, `quantile`"
                            + " a quantile; `poisson` is for counts of 0 or more, with a"
                            + " logarithmic link and a target that is not scaled. For two classes:"
                            + " `logistic`, `hinge`, `squared-hinge`. For any classes: `softmax`,"
                            + " `focal`. See [losses](how-it-works.md#losses).");
    static final Option<JobConfig, Double> HUBER_DELTA =
            option(
                    "train.huber-delta",
                    decimal(above(0)),
                    job -> job.learner().train().loss().delta(),
                    "Where `huber` goes from squares to absolute values, in standard deviations of"
                            + " the label.");
    static final Option<JobConfig, Double> QUANTILE =
            option(
                    "train.quantile",
                    decimal(between(0, 1)),
                    job -> job.learner().train().loss().tau(),
                    "The quantile that `quantile` predicts.");
    static final Option<JobConfig, Double> FOCAL_GAMMA =
            option(
                    "train.focal-gamma",
                    decimal(atLeast(0)),
                    job -> job.learner().train().loss().gamma(),
                    "How much `focal` turns away from what is already right; 0 is cross-entropy.");
    static final Option<JobConfig, Double> LABEL_SMOOTHING =
            option(
                    "train.label-smoothing",
                    decimal(below(0, 1)),
                    job -> job.learner().train().loss().smoothing(),
                    "The share of a label that cross-entropy spreads evenly over all classes.");

    static final Section TRAIN =
            Section.of(
                    "train",
                    "How parameters are learned.",
                    BATCH_SIZE,
                    EPOCHS,
                    LOSS,
                    HUBER_DELTA,
                    QUANTILE,
                    FOCAL_GAMMA,
                    LABEL_SMOOTHING,
                    L2,
                    L1,
                    MAX_NORM,
                    HOLD_OUT,
                    CLIP_NORM,
                    CLIP_VALUE,
                    COMPUTE);
}
