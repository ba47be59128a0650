package io.millrace.learn.rebalance;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.StageConfig;

/**
 * How skewed classes are rebalanced. Regression targets pass untouched.
 *
 * @param method what is done to a sample
 * @param halfLife samples after which an observation counts half in the class sizes; positive
 * @param strength 0 leaves the classes as they are, 1 makes them equal; the ratio of two classes'
 *     factors is that of their sizes, inverse, to this power
 * @param cap no class's factor is more than this times that of the largest class; at least 1
 * @param calibrate whether the log-odds offset keeps probabilities those of the stream
 * @param augment copies to learn beside each minority-class sample, 0 for none
 * @param noise standard deviation of the noise of copies, in scaled units of the numeric inputs
 * @param seed of the choices
 * @param synthesis how the copies are made
 */
public record RebalanceConfig(
        Method method,
        double halfLife,
        double strength,
        double cap,
        boolean calibrate,
        int augment,
        float noise,
        long seed,
        SynthesisConfig synthesis)
        implements StageConfig<Rebalancer> {

    /** What is done to a sample. */
    public enum Method {
        /** Nothing. */
        NONE,
        /** Multiply its weight by its class's factor; the factors average 1 over the stream. */
        WEIGHTS,
        /**
         * Keep it with a probability that brings larger classes down to the smallest; else mask.
         */
        UNDERSAMPLE,
        /**
         * Multiply its weight so that smaller classes come up to the largest: what the rate of
         * oversampling-based online bagging (OOB; Wang, Minku, Yao, TKDE 2015) is to one learner.
         */
        OVERSAMPLE,
        /**
         * Multiply its weight so that larger classes come down to the smallest: likewise of
         * undersampling-based online bagging (UOB). Nothing is left out.
         */
        UOB
    }

    public RebalanceConfig {
        if (!(halfLife > 0) || Double.isInfinite(halfLife)) {
            throw new IllegalArgumentException("half-life must be positive, got " + halfLife);
        }
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength must be within 0 and 1, got " + strength);
        }
        if (!(cap >= 1) || Double.isInfinite(cap)) {
            throw new IllegalArgumentException("cap must be at least 1, got " + cap);
        }
        if (augment < 0 || augment > 100) {
            throw new IllegalArgumentException("augment must be within 0 and 100, got " + augment);
        }
        if (!(noise >= 0) || Float.isInfinite(noise)) {
            throw new IllegalArgumentException("noise must be 0 or more, got " + noise);
        }
    }

    /** With copies by noise. */
    public RebalanceConfig(
            Method method,
            double halfLife,
            double strength,
            double cap,
            boolean calibrate,
            int augment,
            float noise,
            long seed) {
        this(
                method,
                halfLife,
                strength,
                cap,
                calibrate,
                augment,
                noise,
                seed,
                SynthesisConfig.noise());
    }

    /** The same with copies made in another way. */
    public RebalanceConfig with(SynthesisConfig synthesis) {
        return new RebalanceConfig(
                method, halfLife, strength, cap, calibrate, augment, noise, seed, synthesis);
    }

    public static RebalanceConfig defaults() {
        return new RebalanceConfig(Method.NONE, 10_000, 1, 100, true, 0, 0.1f, 1);
    }

    @Override
    public String stage() {
        return "rebalance";
    }

    @Override
    public Rebalancer bind(Page page, Schema schema) {
        return new Rebalancer(this, page, schema);
    }
}
