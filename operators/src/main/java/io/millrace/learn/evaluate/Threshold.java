package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.evaluate.ThresholdConfig.Criterion;
import org.jspecify.annotations.Nullable;

/**
 * Says from which score on the second of two classes is the answer: the threshold that would have
 * been best for the scores so far, older ones fading. It decides each sample before it sees its
 * label. Until both classes have come, the more probable class is the answer.
 *
 * <p>For calibrated probabilities the best threshold of a cost matrix is known, {@code c₊ / (c₊ +
 * c₋)} with the costs of a false positive and a false negative (Elkan, "The Foundations of
 * Cost-Sensitive Learning", IJCAI 2001), and that of F1 is half the F1 that it attains (Lipton,
 * Elkan and Naryanaswamy, ECML 2014). Chosen by the scores themselves it is right also for a model
 * that is not calibrated.
 *
 * <p>Scores are kept in two histograms of {@value #BINS} bins over the log-odds, as {@link Auc} has
 * them, 8 kB in all, and the threshold is the lower edge of a bin: of equally good ones, as there
 * are between two scores, the middle one, and beyond all scores never or always. It is chosen anew
 * every {@value #EVERY} samples.
 */
final class Threshold {

    private static final int BINS = 512;
    private static final int EVERY = 32;
    private static final double LARGEST_WEIGHT = 1e100;

    private static final int SAMPLES = 0;
    private static final int FIRST_BIN = 1;

    private final ThresholdConfig config;
    private final double[] histogram;
    private final double[] weight;
    private final long[] state;
    private final double growth;

    private Threshold(ThresholdConfig config, Page page) {
        this.config = config;
        this.histogram = page.doubles("threshold.histogram", 2 * BINS);
        this.weight = page.doubles("threshold.weight", 1);
        this.state = page.longs("threshold.state", 2);
        this.growth = StrictMath.pow(2, 1 / config.halfLife());
        if (weight[0] == 0) {
            weight[0] = 1;
            state[FIRST_BIN] = -1;
        }
    }

    /** The one of a page; null where the more probable class is the answer. */
    static @Nullable Threshold bind(ThresholdConfig config, Page page, Schema schema) {
        boolean two = schema.target() instanceof Target.Classification c && c.size() == 2;
        return two && config.criterion() != Criterion.HALF ? new Threshold(config, page) : null;
    }

    /** Decides a valid outcome anew; then learns from its label. */
    void decide(Outcome outcome) {
        if (!outcome.valid) {
            return;
        }
        int bin = Auc.bin(outcome.logit, BINS);
        if (state[FIRST_BIN] >= 0) {
            outcome.predicted = bin >= state[FIRST_BIN] ? 1 : 0;
        }
        // Growing weights of the new in place of shrinking ones of the old.
        histogram[outcome.actual * BINS + bin] += weight[0];
        weight[0] *= growth;
        if (weight[0] > LARGEST_WEIGHT) {
            rescale();
        }
        if (++state[SAMPLES] % EVERY == 0) {
            state[FIRST_BIN] = best();
        }
    }

    private void rescale() {
        for (int b = 0; b < histogram.length; b++) {
            histogram[b] /= weight[0];
        }
        weight[0] = 1;
    }

    /** The first bin of the answer yes: 0 for always, {@value #BINS} for never, -1 for unknown. */
    private int best() {
        double negatives = sum(0);
        double positives = sum(BINS);
        if (!(negatives > 0 && positives > 0)) {
            return -1;
        }
        double truePositives = 0;
        double falsePositives = 0;
        double best = gain(0, 0, positives, negatives);
        int highest = BINS;
        int lowest = BINS;
        for (int b = BINS - 1; b >= 0; b--) {
            falsePositives += histogram[b];
            truePositives += histogram[BINS + b];
            double gain = gain(truePositives, falsePositives, positives, negatives);
            if (gain > best) {
                best = gain;
                highest = b;
                lowest = b;
            } else if (gain == best && lowest == b + 1) {
                lowest = b;
            }
        }
        if (highest == BINS || lowest == 0) {
            return highest == BINS ? BINS : 0;
        }
        return (highest + lowest) / 2;
    }

    private double sum(int from) {
        double sum = 0;
        for (int b = from; b < from + BINS; b++) {
            sum += histogram[b];
        }
        return sum;
    }

    private double gain(double tp, double fp, double positives, double negatives) {
        double recall = tp / positives;
        double specificity = 1 - fp / negatives;
        return switch (config.criterion()) {
            case HALF -> 0;
            case F1 -> 2 * tp / (tp + fp + positives);
            case G_MEAN -> recall * specificity;
            case BALANCED_ACCURACY -> (recall + specificity) / 2;
            case COST -> -(config.falsePositive() * fp + config.falseNegative() * (positives - tp));
        };
    }

    /** The probability from which on the second class is the answer. */
    double probability() {
        long first = state[FIRST_BIN];
        if (first < 0) {
            return 0.5;
        }
        if (first == 0 || first == BINS) {
            return first == 0 ? 0 : 1;
        }
        return 1 / (1 + StrictMath.exp(-Auc.edge((int) first, BINS)));
    }
}
