package io.millrace.learn.drift;

import java.io.Serializable;

/**
 * How a change of the stream is noticed, and what is done about it.
 *
 * @param confidence δ of {@code ADWIN} and the {@code HDDM}s: the chance of a false alarm that a
 *     single test is held to; within (0, 1)
 * @param newest λ of {@code HDDM_W}: the weight of the newest loss in the moving average; within
 *     (0, 1)
 * @param tolerance δ of {@code PAGE_HINKLEY}: how far above the mean a loss may be at no cost; 0 or
 *     more
 * @param threshold λ of {@code PAGE_HINKLEY}: how much the losses may sum up to above that;
 *     positive
 * @param every samples from one alarm of {@code DUMMY} to the next; positive
 * @param raise of {@code RAISE_RATE}: what the learning rate is multiplied by at first, 1 or more
 * @param raiseSteps of {@code RAISE_RATE}: steps until the rate is back; positive
 */
public record DriftConfig(
        Detector detector,
        double confidence,
        double newest,
        double tolerance,
        double threshold,
        long every,
        Policy policy,
        double raise,
        long raiseSteps)
        implements Serializable {

    /** What watches the losses. */
    public enum Detector {
        /** Nothing. */
        NONE,
        /** See {@link Adwin}. */
        ADWIN,
        /** See {@link HddmA}. */
        HDDM_A,
        /** See {@link HddmW}. */
        HDDM_W,
        /** See {@link PageHinkley}. */
        PAGE_HINKLEY,
        /** See {@link Dummy}. */
        DUMMY
    }

    /** What is done to the model. */
    public enum Policy {
        /** Nothing: drifts are counted. */
        NONE,
        /** The learning rate is raised for a while. */
        RAISE_RATE,
        /** Optimizer, schedule and average go on from the parameters like new ones. */
        RESET_OPTIMIZER,
        /** A new model takes its place. */
        RESTART,
        /** The model that was begun at the last warning takes its place. */
        SWAP
    }

    public DriftConfig {
        requireShare("confidence", confidence);
        requireShare("the weight of the newest loss", newest);
        if (!(tolerance >= 0 && tolerance <= 1)) {
            throw new IllegalArgumentException("tolerance must be within [0, 1], got " + tolerance);
        }
        if (!(threshold > 0 && threshold <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("threshold must be positive, got " + threshold);
        }
        if (every < 1) {
            throw new IllegalArgumentException("every must be at least 1, got " + every);
        }
        if (!(raise >= 1 && raise <= 1e6)) {
            throw new IllegalArgumentException("raise must be within [1, 1e6], got " + raise);
        }
        if (raiseSteps < 1) {
            throw new IllegalArgumentException("raise steps must be at least 1, got " + raiseSteps);
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be within (0, 1), got " + value);
        }
    }

    /** Nothing is watched. */
    public static DriftConfig none() {
        return of(Detector.NONE, Policy.NONE);
    }

    /** A detector with its usual settings. */
    public static DriftConfig of(Detector detector, Policy policy) {
        return new DriftConfig(detector, 0.001, 0.05, 0.005, 50, 1_000, policy, 10, 1_000);
    }

    /** Whether there is a detector. */
    public boolean watches() {
        return detector != Detector.NONE;
    }

    /** Whether a drift changes the model. */
    public boolean reacts() {
        return watches() && policy != Policy.NONE;
    }

    /**
     * The same detector, that is sooner alarmed: by a δ ten times as large (as Gomes et al.,
     * "Adaptive random forests for evolving data stream classification", Machine Learning 106,
     * 2017, section 3, do), by half the threshold, in half the time.
     */
    public DriftConfig warning() {
        return new DriftConfig(
                detector,
                Math.min(0.5, 10 * confidence),
                newest,
                tolerance,
                threshold / 2,
                Math.max(1, every / 2),
                policy,
                raise,
                raiseSteps);
    }
}
