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
import static io.millrace.config.Types.truth;
import static io.millrace.config.Types.whole;

import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.clean.CleanConfig;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.rebalance.RebalanceConfig;
import java.time.Duration;

/** The keys of the stages before and after training. */
final class StageOptions {

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
                            + " classes.");
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
                    "Copies with noise to learn beside each sample of a minority class.");
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
                    NOISE,
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

    static final Section EVALUATE =
            Section.of(
                    "evaluate",
                    "Prequential evaluation: each sample is scored before it is learned.",
                    WINDOW,
                    TIME_WINDOW,
                    LATENESS,
                    MAX_AHEAD,
                    FADING,
                    AT_PRECISION);

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
