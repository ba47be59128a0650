package io.millrace.learn.evaluate;

/**
 * Area under the ROC curve from two histograms of scores, one for each class: the probability that
 * a random positive scores above a random negative, ties counting half (Mann and Whitney, 1947;
 * Hanley and McNeil, 1982).
 *
 * <p>Bins are of equal width in the log-odds, clipped to ±{@value #RANGE} (probabilities from 1e-7
 * to 1 - 1e-7), where the scores of a model spread evenly; in probability those of a rare class
 * would all share one bin. Scores in one bin count as tied, so the area is off by at most half the
 * share of (positive, negative) pairs that share a bin. With 2048 bins the worst error over twenty
 * streams of 2,000 samples, where the area's own standard error is 0.014, was 0.0002 for log-odds
 * with a standard deviation of 1 or more within a class, 0.0005 for 0.3, 0.002 for 0.1, 0.012 for
 * 0.03 (scores that hardly differ).
 */
final class Auc {

    private static final double RANGE = 16;

    private Auc() {}

    /** The bin of a score, given as log-odds. */
    static int bin(double logit, int bins) {
        int bin = (int) ((logit + RANGE) * (bins / (2 * RANGE)));
        return Math.min(Math.max(bin, 0), bins - 1);
    }

    /** The log-odds at which a bin begins. */
    static double edge(int bin, int bins) {
        return bin * (2 * RANGE / bins) - RANGE;
    }

    /**
     * The area.
     *
     * @param histogram an array that holds the counts of the negatives by bin, from {@code from},
     *     then those of the positives
     * @return within 0 and 1, or NaN if a class is missing
     */
    static double area(long[] histogram, int from, int bins) {
        double negatives = 0;
        double positives = 0;
        double area = 0;
        for (int b = from; b < from + bins; b++) {
            double positive = histogram[b + bins];
            area += positive * (negatives + 0.5 * histogram[b]);
            negatives += histogram[b];
            positives += positive;
        }
        return area / (positives * negatives);
    }
}
