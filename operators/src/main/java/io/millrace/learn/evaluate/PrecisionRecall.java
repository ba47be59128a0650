package io.millrace.learn.evaluate;

/**
 * The precision-recall curve of two classes, from the two histograms of scores that {@link Auc}
 * describes. Its thresholds are the lower edges of bins. Scores in one bin count as tied, so all of
 * this is exact for scores that are rounded to bins.
 */
final class PrecisionRecall {

    private PrecisionRecall() {}

    /**
     * Area under the curve as average precision: the mean, over the positives, of the precision at
     * the threshold that just lets them in (the step-wise sum of scikit-learn, which does not
     * interpolate; Davis and Goadrich, 2006, show that a straight line between points says too
     * much). A random order has the share of the positives.
     *
     * @param histogram an array that holds the counts of the negatives by bin, from {@code from},
     *     then those of the positives
     * @return within 0 and 1, or NaN if a class is missing
     */
    static double averagePrecision(long[] histogram, int from, int bins) {
        double negatives = 0;
        double positives = 0;
        double sum = 0;
        for (int b = from + bins - 1; b >= from; b--) {
            double positive = histogram[b + bins];
            negatives += histogram[b];
            positives += positive;
            if (positive > 0) {
                sum += positive * (positives / (positives + negatives));
            }
        }
        return negatives > 0 ? sum / positives : Double.NaN;
    }

    /**
     * The largest recall at which the precision is at least so high; 0 if none is.
     *
     * @param precision within (0, 1]
     * @return within 0 and 1, or NaN if a class is missing
     */
    static double recallAt(double precision, long[] histogram, int from, int bins) {
        double negatives = 0;
        double positives = 0;
        double found = 0;
        for (int b = from + bins - 1; b >= from; b--) {
            negatives += histogram[b];
            positives += histogram[b + bins];
            if (positives > 0 && positives >= precision * (positives + negatives)) {
                found = positives;
            }
        }
        return negatives > 0 ? found / positives : Double.NaN;
    }
}
