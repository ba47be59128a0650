package io.millrace.learn.train;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.learn.Chance;

/**
 * Samples that are scored and never learned, and how much worse the model is on them than on those
 * it has learned: where the gap grows, it remembers rather than understands.
 *
 * <p>Both are mean losses in which older samples fade by {@value #FADING} a sample (Gama, Sebastião
 * and Rodrigues, Machine Learning 90, 2013), in units of the loss that is trained on. That of
 * learned samples is taken right after they were learned, without their weights; of a mini-batch,
 * the last one stands for all.
 */
final class HoldOut {

    /** The array of its sums. */
    static final String ARRAY = "holdOut";

    private static final double FADING = 0.999;

    private static final int TRAINING = 0;
    private static final int VALIDATION = 2;

    /** Sets this choice apart from the others that are made by the same seed. */
    private static final long BRANCH = 0x484F4C44L;

    private final int oneIn;
    private final long seed;
    private final double[] sums;

    /**
     * @param oneIn one sample in this many is held out
     */
    HoldOut(int oneIn, long seed, Page page) {
        this.oneIn = oneIn;
        this.seed = seed;
        this.sums = page.doubles(ARRAY, 4);
    }

    /** Whether a sample is held out; its synthetic copies, which have its identity, are with it. */
    boolean contains(Sample sample) {
        return oneIn * Chance.uniform(Chance.mix(Chance.of(seed, sample), BRANCH)) < 1;
    }

    /** Lets the loss of learned samples count. */
    void trained(double loss) {
        add(TRAINING, loss);
    }

    /** Lets the loss of a held-out sample count. */
    void validated(double loss) {
        add(VALIDATION, loss);
    }

    private void add(int at, double loss) {
        double sum = FADING * sums[at] + loss;
        if (Double.isFinite(sum)) {
            sums[at] = sum;
            sums[at + 1] = FADING * sums[at + 1] + 1;
        }
    }

    /** Mean loss of learned samples; NaN if there were none. */
    double trainingLoss() {
        return sums[TRAINING] / sums[TRAINING + 1];
    }

    /** Mean loss of held-out samples; NaN if there were none. */
    double validationLoss() {
        return sums[VALIDATION] / sums[VALIDATION + 1];
    }
}
