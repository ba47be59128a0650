package io.millrace.config;

import static io.millrace.config.Option.option;
import static io.millrace.config.Range.above;
import static io.millrace.config.Range.aboveUpTo;
import static io.millrace.config.Range.atLeast;
import static io.millrace.config.Range.between;
import static io.millrace.config.Range.within;
import static io.millrace.config.Types.decimal;
import static io.millrace.config.Types.duration;
import static io.millrace.config.Types.integer;
import static io.millrace.config.Types.oneOf;
import static io.millrace.config.Types.single;
import static io.millrace.config.Types.text;
import static io.millrace.config.Types.truth;
import static io.millrace.config.Types.whole;

import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.clean.CleanConfig;
import io.millrace.learn.evaluate.ThresholdConfig;
import io.millrace.learn.history.HistoryConfig;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.rebalance.RebalanceConfig;
import io.millrace.learn.rebalance.SynthesisConfig;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The keys of the stages before and after training. */
final class StageOptions {

    private static final Range HALF_LIVES = new Range(0, true, 1e9, false, false);

    private StageOptions() {}

    static final Option<JobConfig, CleanConfig.Missing> MISSING =
            option(
                    "clean.missing",
                    oneOf(CleanConfig.Missing.class),
                    job -> job.learner().clean().missing(),
                    "What replaces a missing or non-finite value: the running `mean` of the input,"
                            + " the `last` value seen of it, or a `constant`.");
    static final Option<JobConfig, Float> CONSTANT =
            option(
                    "clean.constant",
                    single(Range.ANY),
                    job -> job.learner().clean().constant(),
                    "The replacement under `constant`, and until a first value was seen.");
    static final Option<JobConfig, Float> CLIP =
            option(
                    "clean.clip",
                    single(atLeast(1).orZero()),
                    job -> job.learner().clean().clip(),
                    "Values further than this many standard deviations from the running mean are"
                            + " pulled to that bound; 0 for never.");

    static final Section CLEAN =
            Section.of(
                    "clean", "How missing and wild values are treated.", MISSING, CONSTANT, CLIP);

    static final Option<JobConfig, List<Integer>> LAGS =
            option(
                    "history.lags",
                    new ListType<>(
                            integer(1, HistoryConfig.FARTHEST),
                            0,
                            HistoryConfig.MOST,
                            Function.identity()),
                    job -> job.learner().history().lags(),
                    "How many samples back to look, as [1, 2, 3, 24]: the label of each of them is"
                            + " an input.");
    static final Option<JobConfig, List<String>> LAGGED =
            option(
                    "history.features",
                    new ListType<>(text(), 0, HistoryConfig.MOST, Function.identity()),
                    job -> job.learner().history().features(),
                    "Numeric or boolean features whose values that many samples back are inputs"
                            + " too.");
    static final Option<JobConfig, List<Double>> MEANS =
            option(
                    "history.means",
                    new ListType<>(decimal(HALF_LIVES), 0, HistoryConfig.MOST, Function.identity()),
                    job -> job.learner().history().means(),
                    "Half-lives, in samples, as [10, 100]: for each an input with the mean of the"
                            + " labels so far, in which a label that many samples back counts half.");
    static final Option<JobConfig, List<String>> MEANS_BY =
            option(
                    "history.by",
                    new ListType<>(text(), 0, HistoryConfig.MOST, Function.identity()),
                    job -> job.learner().history().by(),
                    "Categorical, hashed or boolean features: the means are also taken over the"
                            + " samples of the same value alone.");

    static final Section HISTORY =
            Section.of(
                    "history",
                    "Inputs from the samples before, for streams whose labels come at once: see"
                            + " [the stream's own past](choosing.md#the-streams-own-past). Without"
                            + " these keys there are none.",
                    LAGS,
                    LAGGED,
                    MEANS,
                    MEANS_BY);

    static final Option<JobConfig, NormalizeConfig.Method> NORMALIZE_METHOD =
            option(
                    "normalize.method",
                    oneOf(NormalizeConfig.Method.class),
                    job -> job.learner().normalize().method(),
                    "`standard`: subtract the running mean, divide by the running standard"
                            + " deviation. `min-max`: map the range seen so far onto [0, 1]."
                            + " `robust`: subtract the median, divide by the interquartile range."
                            + " `none`: leave values as they are.");
    static final Option<JobConfig, Double> NORMALIZE_HALF_LIFE =
            option(
                    "normalize.half-life",
                    decimal(atLeast(0)),
                    job -> job.learner().normalize().halfLife(),
                    "Samples after which an observation counts half in the statistics of"
                            + " `standard`; 0 for never: all count alike.");
    static final Option<JobConfig, Float> BOUND =
            option(
                    "normalize.bound",
                    single(above(0)),
                    job -> job.learner().normalize().bound(),
                    "Scaled values are pulled into [-bound, bound].");
    static final Option<JobConfig, Boolean> NORMALIZE_TARGET =
            option(
                    "normalize.target",
                    truth(),
                    job -> job.learner().normalize().target(),
                    "Whether a label of type number is standardised too while learning. Predictions"
                            + " and metrics are always in the label's own units.");

    static final Section NORMALIZE =
            Section.of(
                    "normalize",
                    "How numeric features are scaled, always with the statistics before the sample.",
                    NORMALIZE_METHOD,
                    NORMALIZE_HALF_LIFE,
                    BOUND,
                    NORMALIZE_TARGET);

    static final Option<JobConfig, RebalanceConfig.Method> REBALANCE_METHOD =
            option(
                    "rebalance.method",
                    oneOf(RebalanceConfig.Method.class),
                    job -> job.learner().rebalance().method(),
                    "`none`. `weights`: weigh each sample by its class, 1 on average."
                            + " `undersample`: leave out samples of larger classes (they are scored,"
                            + " but not learned). `oversample`: raise the weight of smaller"
                            + " classes. `uob`: lower the weight of larger ones.");
    static final Option<JobConfig, Double> REBALANCE_HALF_LIFE =
            option(
                    "rebalance.half-life",
                    decimal(above(0)),
                    job -> job.learner().rebalance().halfLife(),
                    "Samples after which an observation counts half in the class sizes.");
    static final Option<JobConfig, Double> STRENGTH =
            option(
                    "rebalance.strength",
                    decimal(within(0, 1)),
                    job -> job.learner().rebalance().strength(),
                    "0 leaves the classes as they are, 1 makes them equal.");
    static final Option<JobConfig, Double> CAP =
            option(
                    "rebalance.cap",
                    decimal(atLeast(1)),
                    job -> job.learner().rebalance().cap(),
                    "No class's factor is more than this times that of the largest class.");
    static final Option<JobConfig, Boolean> CALIBRATE =
            option(
                    "rebalance.calibrate",
                    truth(),
                    job -> job.learner().rebalance().calibrate(),
                    "Whether an offset of the log-odds keeps the predicted probabilities those of"
                            + " the stream.");
    static final Option<JobConfig, Integer> AUGMENT =
            option(
                    "rebalance.augment",
                    integer(0, 100),
                    job -> job.learner().rebalance().augment(),
                    "Copies to learn beside each sample of a minority class.");
    static final Option<JobConfig, SynthesisConfig.Kind> AUGMENT_BY =
            option(
                    "rebalance.augment-by",
                    oneOf(SynthesisConfig.Kind.class),
                    job -> job.learner().rebalance().synthesis().kind(),
                    "What a copy is: the sample with `noise` on its numbers, a point between it and"
                            + " one of its nearest neighbours of the same class (`smote`), one between"
                            + " it and any other sample that is of both classes in proportion"
                            + " (`mixup`), or the sample without some of its inputs (`masking`). See"
                            + " [imbalance](imbalance.md).");
    static final Option<JobConfig, Integer> AUGMENT_WINDOW =
            option(
                    "rebalance.augment-window",
                    integer(1, SynthesisConfig.MOST_REMEMBERED),
                    job -> job.learner().rebalance().synthesis().window(),
                    "How many of the last samples are remembered: by `smote` of minority classes, by"
                            + " `mixup` of all.");
    static final Option<JobConfig, Integer> NEIGHBOURS =
            option(
                    "rebalance.neighbours",
                    integer(1, SynthesisConfig.MOST_REMEMBERED),
                    job -> job.learner().rebalance().synthesis().neighbours(),
                    "How many of the nearest of these a copy by `smote` may lean to.");
    static final Option<JobConfig, Double> MIXUP =
            option(
                    "rebalance.mixup",
                    decimal(within(SynthesisConfig.LEAST_ALPHA, 1)),
                    job -> job.learner().rebalance().synthesis().mixup(),
                    "The α of `mixup`: with less, a point lies nearer to one of the two samples.");
    static final Option<JobConfig, Double> MASKING =
            option(
                    "rebalance.masking",
                    decimal(within(0, 1)),
                    job -> job.learner().rebalance().synthesis().masking(),
                    "The chance of each input to be left out of a copy by `masking`.");
    static final Option<JobConfig, Float> NOISE =
            option(
                    "rebalance.noise",
                    single(atLeast(0)),
                    job -> job.learner().rebalance().noise(),
                    "The standard deviation of that noise, in scaled units of the numeric"
                            + " features.");
    static final Option<JobConfig, Long> REBALANCE_SEED =
            option(
                    "rebalance.seed",
                    whole(Long.MIN_VALUE, Long.MAX_VALUE),
                    job -> job.learner().rebalance().seed(),
                    "The seed of the choices. The same seed makes the same ones.");

    static final Section REBALANCE =
            Section.of(
                    "rebalance",
                    "How skewed classes are evened out. Metrics see the stream as it is.",
                    REBALANCE_METHOD,
                    REBALANCE_HALF_LIFE,
                    STRENGTH,
                    CAP,
                    CALIBRATE,
                    AUGMENT,
                    AUGMENT_BY,
                    NOISE,
                    AUGMENT_WINDOW,
                    NEIGHBOURS,
                    MIXUP,
                    MASKING,
                    REBALANCE_SEED);

    static final Option<JobConfig, Integer> WINDOW =
            option(
                    "evaluate.window",
                    integer(1, Integer.MAX_VALUE),
                    job -> job.learner().evaluate().window(),
                    "Samples in a window by count.");
    static final Option<JobConfig, Duration> TIME_WINDOW =
            option(
                    "evaluate.time-window",
                    duration(Duration.ZERO),
                    job -> Duration.ofMillis(job.learner().evaluate().timeWindow()),
                    "Length of a window by event time; 0 ms for none. Needs `schema.event-time`.");
    static final Option<JobConfig, Duration> LATENESS =
            option(
                    "evaluate.lateness",
                    duration(Duration.ZERO),
                    job -> Duration.ofMillis(job.learner().evaluate().lateness()),
                    "How much later than the newest event time a sample may come and still count in"
                            + " its time window.");
    static final Option<JobConfig, Duration> MAX_AHEAD =
            option(
                    "evaluate.max-ahead",
                    duration(Duration.ZERO),
                    job -> Duration.ofMillis(job.learner().evaluate().maxAhead()),
                    "How far ahead of the newest event time of its model one sample may be and still"
                            + " move the clock of time windows. Beyond it, the clock waits for the"
                            + " next sample: only if that is beyond it too, it goes to the older of"
                            + " the two. The sample counts in no time window (metric `ahead`). Let"
                            + " it be longer than the usual gaps between samples of a model; 0 ms"
                            + " for no bound.");
    static final Option<JobConfig, Double> FADING =
            option(
                    "evaluate.fading",
                    decimal(between(0, 1)),
                    job -> job.learner().evaluate().fading(),
                    "The factor by which older samples fade in the fading metrics.");
    static final Option<JobConfig, Double> AT_PRECISION =
            option(
                    "evaluate.at-precision",
                    decimal(aboveUpTo(0, 1)),
                    job -> job.learner().evaluate().atPrecision(),
                    "The precision at which `recallAtPrecision` tells the recall.");
    static final Option<JobConfig, ThresholdConfig.Criterion> THRESHOLD =
            option(
                    "evaluate.threshold",
                    oneOf(ThresholdConfig.Criterion.class),
                    job -> job.learner().evaluate().threshold().criterion(),
                    "From which probability of the second of two classes on it is the answer. `half`:"
                            + " the more probable class is. Else the threshold that would have been"
                            + " best for the scores so far: for the `f1` of the second class, for the"
                            + " geometric (`g-mean`) or arithmetic (`balanced-accuracy`) mean of both"
                            + " recalls, or for what wrong answers `cost`. It changes the answer, and"
                            + " the metrics of answers, but no probability. See"
                            + " [imbalance](imbalance.md).");
    static final Option<JobConfig, Double> THRESHOLD_HALF_LIFE =
            option(
                    "evaluate.threshold-half-life",
                    decimal(above(0)),
                    job -> job.learner().evaluate().threshold().halfLife(),
                    "Samples after which a score counts half in the choice of the threshold.");
    static final Option<JobConfig, Double> FALSE_POSITIVE_COST =
            option(
                    "evaluate.false-positive-cost",
                    decimal(atLeast(0)),
                    job -> job.learner().evaluate().threshold().falsePositive(),
                    "What it costs under `cost` to say the second class of a sample of the first.");
    static final Option<JobConfig, Double> FALSE_NEGATIVE_COST =
            option(
                    "evaluate.false-negative-cost",
                    decimal(atLeast(0)),
                    job -> job.learner().evaluate().threshold().falseNegative(),
                    "What it costs under `cost` to say the first class of a sample of the second.");

    static final Section EVALUATE =
            Section.of(
                    "evaluate",
                    "Prequential evaluation: each sample is scored before it is learned.",
                    WINDOW,
                    TIME_WINDOW,
                    LATENESS,
                    MAX_AHEAD,
                    FADING,
                    AT_PRECISION,
                    THRESHOLD,
                    THRESHOLD_HALF_LIFE,
                    FALSE_POSITIVE_COST,
                    FALSE_NEGATIVE_COST);

    static final Option<JobConfig, Integer> DEDUPLICATE =
            option(
                    "admit.deduplicate",
                    integer(0, AdmitConfig.MOST_IDS),
                    job -> job.learner().admit().deduplicate(),
                    "How many of the last sample ids of each model are remembered. A sample whose"
                            + " id is among them becomes a dead letter (`duplicate-id`); 0 to take"
                            + " every sample in. Needs `schema.id`. See"
                            + " [memory](how-it-works.md#samples-that-come-twice).");

    static final Section ADMIT =
            Section.of("admit", "Which samples a model takes in.", DEDUPLICATE);

    static final Option<JobConfig, Long> PUBLISH_EVERY =
            option(
                    "publish.every",
                    whole(0, Long.MAX_VALUE),
                    job -> job.learner().admit().publishEvery(),
                    "Samples of a model from one published version to the next; 0 for none but the"
                            + " last.");

    static final Section PUBLISH =
            Section.of("publish", "When a model is published.", PUBLISH_EVERY);
}
