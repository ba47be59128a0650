package io.millrace.config;

import static io.millrace.config.Option.option;
import static io.millrace.config.Range.above;
import static io.millrace.config.Range.between;
import static io.millrace.config.Range.within;
import static io.millrace.config.Types.decimal;
import static io.millrace.config.Types.oneOf;
import static io.millrace.config.Types.whole;

import io.millrace.learn.drift.DriftConfig;

/** The keys of concept drift. */
final class DriftOptions {

    private DriftOptions() {}

    static final Option<JobConfig, DriftConfig.Detector> DETECTOR =
            option(
                    "drift.detector",
                    oneOf(DriftConfig.Detector.class),
                    job -> job.learner().train().drift().detector(),
                    "What watches the loss of each prediction for a rise that is no chance: `none`;"
                            + " `adwin`, an adaptive window, Bifet & Gavaldà, 2007; `hddm-a` and"
                            + " `hddm-w`, averages by Hoeffding's and by McDiarmid's inequality,"
                            + " Frías-Blanco et al., 2015; `page-hinkley`, Page, 1954; `dummy`, by"
                            + " the clock, to compare with. See [drift](drift.md).");
    static final Option<JobConfig, Double> CONFIDENCE =
            option(
                    "drift.confidence",
                    decimal(between(0, 1)),
                    job -> job.learner().train().drift().confidence(),
                    "The chance of a false alarm that a single test of `adwin`, `hddm-a` or"
                            + " `hddm-w` is held to.");
    static final Option<JobConfig, Double> NEWEST =
            option(
                    "drift.newest",
                    decimal(between(0, 1)),
                    job -> job.learner().train().drift().newest(),
                    "The weight of the newest loss in the moving average of `hddm-w`.");
    static final Option<JobConfig, Double> TOLERANCE =
            option(
                    "drift.tolerance",
                    decimal(within(0, 1)),
                    job -> job.learner().train().drift().tolerance(),
                    "How far above its mean a loss may be at no cost, for `page-hinkley`.");
    static final Option<JobConfig, Double> THRESHOLD =
            option(
                    "drift.threshold",
                    decimal(above(0)),
                    job -> job.learner().train().drift().threshold(),
                    "How much losses may sum up to above that until `page-hinkley` is alarmed.");
    static final Option<JobConfig, Long> EVERY =
            option(
                    "drift.every",
                    whole(1, Long.MAX_VALUE),
                    job -> job.learner().train().drift().every(),
                    "Samples from one alarm of `dummy` to the next.");
    static final Option<JobConfig, DriftConfig.Policy> POLICY =
            option(
                    "drift.policy",
                    oneOf(DriftConfig.Policy.class),
                    job -> job.learner().train().drift().policy(),
                    "What is done to the model: `none`, drifts are counted; `raise-rate`, its"
                            + " learning rate is raised for a while; `reset-optimizer`, moments,"
                            + " anchors, schedule and average begin anew from the parameters as"
                            + " they are; `restart`, a new model begins; `swap`, a model that began"
                            + " at a warning takes its place. Not for `model: auto`, which adapts"
                            + " by itself.");
    static final Option<JobConfig, Double> RAISE =
            option(
                    "drift.raise",
                    decimal(within(1, 1e6)),
                    job -> job.learner().train().drift().raise(),
                    "What `raise-rate` multiplies the learning rate by at first.");
    static final Option<JobConfig, Long> RAISE_STEPS =
            option(
                    "drift.raise-steps",
                    whole(1, Long.MAX_VALUE),
                    job -> job.learner().train().drift().raiseSteps(),
                    "Steps in which it falls back.");

    static final Section DRIFT =
            Section.of(
                    "drift",
                    "How a change of the stream is noticed, and what is done about it.",
                    DETECTOR,
                    CONFIDENCE,
                    NEWEST,
                    TOLERANCE,
                    THRESHOLD,
                    EVERY,
                    POLICY,
                    RAISE,
                    RAISE_STEPS);
}
