package io.millrace.learn.select;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import java.util.Arrays;
import java.util.List;

/**
 * The trivial forecasts that look at no feature: what mostly came, over all of the stream and over
 * its last hundred samples, and what comes after the label before.
 *
 * <p>Classes: the counts of each class, those that fade, and those of each class after each other
 * (a Markov chain of the first order), by their weight in the stream as it came. Numbers: the
 * running mean, the mean that fades, and the last number. Synthetic samples do not count.
 */
final class Recent implements Member {

    private static final List<String> NAMES = List.of("mean", "recent-mean", "no-change");
    private static final double FADING = 0.99;
    private static final double CHAIN_FADING = 0.999;

    /** A class that never came is not impossible. */
    private static final double LEAST = 1e-3;

    private final int classes;
    private final double[] all;
    private final double[] recent;
    private final double[] chain;
    private final double[] previous;

    /**
     * @param classes 0 for numbers
     */
    Recent(Page page, int classes) {
        this.classes = classes;
        int size = Math.max(1, classes);
        boolean begun = page.has("all");
        this.all = page.doubles("all", size);
        this.recent = page.doubles("recent", size);
        this.chain = page.doubles("chain", Math.multiplyExact(classes, classes));
        // The class or the number before; then how many came.
        this.previous = page.doubles("previous", 2);
        if (begun && classes > 0 && !(previous[0] >= 0 && previous[0] < classes)) {
            throw new PageMismatchException(
                    "page '" + page.stage() + "' holds a last class that is none");
        }
        if (!begun && classes > 0) {
            Arrays.fill(all, 1.0 / classes);
            Arrays.fill(recent, 1.0 / classes);
            Arrays.fill(chain, 1.0 / classes);
        }
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public String description(int opinion) {
        return opinion == 0
                ? "what mostly came"
                : opinion == 1 ? "what mostly came of late" : "what comes after the last label";
    }

    @Override
    public void score(Sample sample, double[][] scores, int at) {
        if (classes == 0) {
            scores[at][0] = standard(sample, all[0]);
            scores[at + 1][0] = standard(sample, recent[0]);
            scores[at + 2][0] = standard(sample, previous[0]);
            return;
        }
        logits(all, 0, scores[at]);
        logits(recent, 0, scores[at + 1]);
        if (previous[1] == 0) {
            Arrays.fill(scores[at + 2], 0);
        } else {
            logits(chain, (int) previous[0] * classes, scores[at + 2]);
        }
    }

    private double standard(Sample sample, double number) {
        return previous[1] == 0 ? 0 : (number - sample.targetMean) / sample.targetScale;
    }

    private void logits(double[] counts, int from, double[] scores) {
        if (scores.length == 1) {
            scores[0] = StrictMath.log(counts[from + 1] / counts[from]);
            return;
        }
        for (int k = 0; k < classes; k++) {
            scores[k] = StrictMath.log(counts[from + k]);
        }
    }

    @Override
    public void learn(Sample sample, double target, double natural) {
        if (sample.synthetic) {
            return;
        }
        if (classes == 0) {
            learn(sample.label());
        } else {
            learn(sample.labelClass(), natural);
        }
        previous[1]++;
    }

    private void learn(double label) {
        double number = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, label));
        double share = 1 / (previous[1] + 1);
        all[0] += (number - all[0]) * share;
        recent[0] += (number - recent[0]) * Math.max(share, 1 - FADING);
        previous[0] = number;
    }

    private void learn(int label, double natural) {
        all[label] += natural;
        count(recent, 0, label, natural, FADING);
        if (previous[1] > 0) {
            count(chain, (int) previous[0] * classes, label, natural, CHAIN_FADING);
        }
        previous[0] = label;
    }

    private void count(double[] counts, int from, int label, double natural, double fading) {
        for (int k = from; k < from + classes; k++) {
            counts[k] = Math.max(LEAST, fading * counts[k]);
        }
        counts[from + label] += natural;
    }
}
