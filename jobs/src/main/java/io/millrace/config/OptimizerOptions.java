package io.millrace.config;

import static io.millrace.config.Option.option;
import static io.millrace.config.Range.above;
import static io.millrace.config.Range.atLeast;
import static io.millrace.config.Range.below;
import static io.millrace.config.Range.within;
import static io.millrace.config.Types.decimal;
import static io.millrace.config.Types.oneOf;
import static io.millrace.config.Types.truth;
import static io.millrace.config.Types.whole;

import io.millrace.learn.optimize.AverageConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.schedule.ScheduleConfig;

/** The keys of the optimizer and of its learning rate. */
final class OptimizerOptions {

    private OptimizerOptions() {}

    static final Option<JobConfig, OptimizerConfig.Kind> KIND =
            option(
                    "optimizer.type",
                    oneOf(OptimizerConfig.Kind.class),
                    job -> job.learner().train().optimizer().kind(),
                    "`sgd`: stochastic gradient descent, with or without momentum. `adam`: Kingma &"
                            + " Ba, ICLR 2015; also AMSGrad and AdamW. `adagrad`: Duchi et al., JMLR"
                            + " 2011. `rmsprop`: Tieleman & Hinton, 2012. `ftrl`: FTRL-Proximal,"
                            + " McMahan et al., KDD 2013. Without a learning rate: `cocob`, coin"
                            + " betting, Orabona & Tommasi, NIPS 2017; `dowg`, Khaled et al.,"
                            + " NeurIPS 2023. For linear models that learn row by row from numbers"
                            + " or two classes: `normalized-adaptive`, which does not mind the"
                            + " units of features, Ross et al., UAI 2013, as in Vowpal Wabbit;"
                            + " `pa-i` and `pa-ii`, passive-aggressive, Crammer et al., JMLR"
                            + " 2006. By ND4J, for mini-batches: `adamax`, `nadam`, `adadelta`"
                            + " (without a learning rate), `adabelief`.");
    static final Option<JobConfig, Double> LEARNING_RATE =
            option(
                    "optimizer.learning-rate",
                    decimal(above(0)),
                    job -> job.learner().train().optimizer().learningRate(),
                    "The base rate; the schedule multiplies it. The α of `ftrl`. Neither it nor the"
                            + " schedule matters to what has no learning rate.",
                    "0.01; 0.1 for adagrad and ftrl; 0.5 for normalized-adaptive");
    static final Option<JobConfig, Double> MOMENTUM =
            option(
                    "optimizer.momentum",
                    decimal(below(0, 1)),
                    job -> job.learner().train().optimizer().momentum(),
                    "Momentum of `sgd`.");
    static final Option<JobConfig, Boolean> NESTEROV =
            option(
                    "optimizer.nesterov",
                    truth(),
                    job -> job.learner().train().optimizer().nesterov(),
                    "Whether the momentum of `sgd` is Nesterov's.");
    static final Option<JobConfig, Double> BETA1 =
            option(
                    "optimizer.beta1",
                    decimal(below(0, 1)),
                    job -> job.learner().train().optimizer().beta1(),
                    "Decay of the first moment of `adam`, `adamax`, `nadam` and `adabelief`.");
    static final Option<JobConfig, Double> BETA2 =
            option(
                    "optimizer.beta2",
                    decimal(below(0, 1)),
                    job -> job.learner().train().optimizer().beta2(),
                    "Decay of the mean of squares: of `adam`'s second moment, of `rmsprop`, and of"
                            + " those by ND4J.",
                    "0.999; 0.9 for rmsprop, 0.95 for adadelta");
    static final Option<JobConfig, Double> EPSILON =
            option(
                    "optimizer.epsilon",
                    decimal(above(0)),
                    job -> job.learner().train().optimizer().epsilon(),
                    "Added to the root of the squares by `adam`, `adagrad` and `rmsprop`, and in its"
                            + " way by those of ND4J.");
    static final Option<JobConfig, Boolean> BIAS_CORRECTION =
            option(
                    "optimizer.bias-correction",
                    truth(),
                    job -> job.learner().train().optimizer().biasCorrection(),
                    "Whether `adam` corrects its moments for starting at zero.");
    static final Option<JobConfig, Boolean> AMSGRAD =
            option(
                    "optimizer.amsgrad",
                    truth(),
                    job -> job.learner().train().optimizer().amsgrad(),
                    "Whether `adam` divides by the largest second moment so far (Reddi et al., ICLR"
                            + " 2018).");
    static final Option<JobConfig, Boolean> DECOUPLED =
            option(
                    "optimizer.decoupled",
                    truth(),
                    job -> job.learner().train().optimizer().decoupled(),
                    "Whether `adam` takes `train.l2` off the weights beside the step, by learning"
                            + " rate times l2 times weight (AdamW, Loshchilov & Hutter, ICLR 2019),"
                            + " rather than by the gradient.");
    static final Option<JobConfig, Double> FTRL_BETA =
            option(
                    "optimizer.ftrl-beta",
                    decimal(above(0)),
                    job -> job.learner().train().optimizer().proximal().beta(),
                    "The β of `ftrl`, which keeps its first steps short.");
    static final Option<JobConfig, Double> FTRL_L1 =
            option(
                    "optimizer.ftrl-l1",
                    decimal(atLeast(0)),
                    job -> job.learner().train().optimizer().proximal().l1(),
                    "The λ1 of `ftrl`: parameters that the sum of their gradients does not lift"
                            + " above it are exactly zero.");
    static final Option<JobConfig, Double> FTRL_L2 =
            option(
                    "optimizer.ftrl-l2",
                    decimal(atLeast(0)),
                    job -> job.learner().train().optimizer().proximal().l2(),
                    "The λ2 of `ftrl`, a pull towards zero that wears off with the samples; unlike"
                            + " `train.l2`, which goes on.");
    static final Option<JobConfig, Double> AGGRESSIVENESS =
            option(
                    "optimizer.aggressiveness",
                    decimal(above(0)),
                    job -> job.learner().train().optimizer().aggressive().aggressiveness(),
                    "The C of `pa-i` and `pa-ii`: how far one sample may move the model.");
    static final Option<JobConfig, Double> INSENSITIVITY =
            option(
                    "optimizer.insensitivity",
                    decimal(atLeast(0)),
                    job -> job.learner().train().optimizer().aggressive().insensitivity(),
                    "The ε of `pa-i` and `pa-ii` for a label of type number: errors up to it do not"
                            + " matter, in standard deviations of the label.");
    static final Option<JobConfig, AverageConfig.Kind> AVERAGE =
            option(
                    "optimizer.average",
                    oneOf(AverageConfig.Kind.class),
                    job -> job.learner().train().optimizer().average().kind(),
                    "What is served in the place of the parameters, over any optimizer: their"
                            + " `uniform` average over the steps (Polyak & Juditsky, 1992), one that"
                            + " fades (`exponential`), or `none`. Each step then costs a pass over"
                            + " all parameters.");
    static final Option<JobConfig, Long> AVERAGE_AFTER =
            option(
                    "optimizer.average-after",
                    whole(0, Long.MAX_VALUE),
                    job -> job.learner().train().optimizer().average().after(),
                    "Steps that are left out of the average, at the start: it is one of the tail.");
    static final Option<JobConfig, Double> AVERAGE_HALF_LIFE =
            option(
                    "optimizer.average-half-life",
                    decimal(above(0)),
                    job -> job.learner().train().optimizer().average().halfLife(),
                    "Steps in which the weights of an `exponential` average fall to half.");

    static final Section OPTIMIZER =
            Section.of(
                    "optimizer",
                    "The rule that turns gradients into steps.",
                    KIND,
                    LEARNING_RATE,
                    MOMENTUM,
                    NESTEROV,
                    BETA1,
                    BETA2,
                    EPSILON,
                    BIAS_CORRECTION,
                    AMSGRAD,
                    DECOUPLED,
                    FTRL_BETA,
                    FTRL_L1,
                    FTRL_L2,
                    AGGRESSIVENESS,
                    INSENSITIVITY,
                    AVERAGE,
                    AVERAGE_AFTER,
                    AVERAGE_HALF_LIFE);

    static final Option<JobConfig, ScheduleConfig.Kind> CURVE =
            option(
                    "schedule.type",
                    oneOf(ScheduleConfig.Kind.class),
                    job -> job.learner().train().schedule().kind(),
                    "`constant`. `step`: times decay each `every` steps. `exponential`: likewise,"
                            + " but smooth. `inverse-time`: times 1 / (1 + decay t / every)."
                            + " `polynomial` and `cosine`: down to `floor` in `every` steps, and"
                            + " then constant. `cyclic`: from `floor` up and down again in each"
                            + " `every` steps, in straight lines. `plateau`: times decay each time"
                            + " the fading loss has not fallen for `every` samples.");
    static final Option<JobConfig, Double> DECAY =
            option(
                    "schedule.decay",
                    decimal(above(0)),
                    job -> job.learner().train().schedule().decay(),
                    "The decay; see `type`.");
    static final Option<JobConfig, Long> EVERY =
            option(
                    "schedule.every",
                    whole(1, Long.MAX_VALUE),
                    job -> job.learner().train().schedule().every(),
                    "Steps of the optimizer in one period, or until the end; samples for"
                            + " `plateau`.");
    static final Option<JobConfig, Long> WARM_UP =
            option(
                    "schedule.warm-up",
                    whole(0, Long.MAX_VALUE),
                    job -> job.learner().train().schedule().warmup(),
                    "Steps over which the rate first rises linearly; 0 for none.");
    static final Option<JobConfig, Double> FLOOR =
            option(
                    "schedule.floor",
                    decimal(within(0, 1)),
                    job -> job.learner().train().schedule().floor(),
                    "The least part of the learning rate that `polynomial`, `cosine`, `cyclic` and"
                            + " `plateau` leave.");
    static final Option<JobConfig, Double> POWER =
            option(
                    "schedule.power",
                    decimal(above(0)),
                    job -> job.learner().train().schedule().power(),
                    "The power of `polynomial`; 1 is a straight line.");

    static final Section SCHEDULE =
            Section.of(
                    "schedule",
                    "How the learning rate changes with the number of steps t.",
                    CURVE,
                    DECAY,
                    EVERY,
                    WARM_UP,
                    FLOOR,
                    POWER);
}
