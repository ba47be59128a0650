package io.millrace.learn.evaluate;

import io.millrace.data.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tally of a classifier. For {@code K} classes its counts are {@code [samples, invalid | hits K
 * | actual K | predicted K | calibration bins | events in them | AUC histogram | confusion K*K]},
 * its sums {@code [log loss, Brier | probabilities by calibration bin]}. The histogram is there for
 * two classes only, the confusion up to {@value #MAX_CONFUSION} classes: a matrix of a thousand
 * would be larger than a message may be.
 */
final class ClassTally extends Tally {

    /** Most classes for which every pair is counted. */
    static final int MAX_CONFUSION = 100;

    /** Bins of equal width in the calibration error. */
    static final int CALIBRATION_BINS = 10;

    private static final int LOG_LOSS = 0;
    private static final int BRIER = 1;
    private static final int PROBABILITIES = 2;

    private final List<String> names;
    private final double precision;
    private final int classes;
    private final int aucBins;
    private final boolean confused;
    private final int hits = COMMON;
    private final int actual;
    private final int predicted;
    private final int calibration;
    private final int events;
    private final int auc;
    private final int confusion;

    /**
     * @param names the classes
     * @param precision at which the recall is told
     * @param aucBins bins of the AUC histogram; ignored unless there are two classes
     * @param detailed whether to count the confusion too
     */
    ClassTally(
            Page page,
            String name,
            List<String> names,
            double precision,
            int aucBins,
            boolean detailed) {
        super(
                page,
                name,
                length(names.size(), aucBins, detailed),
                PROBABILITIES + CALIBRATION_BINS);
        this.names = names;
        this.precision = precision;
        this.classes = names.size();
        this.aucBins = classes == 2 ? aucBins : 0;
        this.confused = detailed && classes <= MAX_CONFUSION;
        this.actual = hits + classes;
        this.predicted = actual + classes;
        this.calibration = predicted + classes;
        this.events = calibration + CALIBRATION_BINS;
        this.auc = events + CALIBRATION_BINS;
        this.confusion = auc + 2 * this.aucBins;
    }

    private static int length(int classes, int aucBins, boolean detailed) {
        return COMMON
                + 3 * classes
                + 2 * CALIBRATION_BINS
                + (classes == 2 ? 2 * aucBins : 0)
                + (detailed && classes <= MAX_CONFUSION ? classes * classes : 0);
    }

    @Override
    void count(Outcome o) {
        counts[actual + o.actual]++;
        if (!o.valid) {
            return;
        }
        counts[predicted + o.predicted]++;
        if (o.predicted == o.actual) {
            counts[hits + o.actual]++;
        }
        sums[LOG_LOSS] += o.logLoss;
        sums[BRIER] += o.brier;
        int bin = Math.min((int) (o.probability * CALIBRATION_BINS), CALIBRATION_BINS - 1);
        counts[calibration + bin]++;
        sums[PROBABILITIES + bin] += o.probability;
        if (o.event) {
            counts[events + bin]++;
        }
        if (aucBins > 0) {
            counts[auc + o.actual * aucBins + Auc.bin(o.logit, aucBins)]++;
        }
        if (confused) {
            counts[confusion + o.actual * classes + o.predicted]++;
        }
    }

    int classCount() {
        return classes;
    }

    /** Samples of class {@code k} that were told right. */
    long hits(int k) {
        return counts[hits + k];
    }

    /** Samples of class {@code k}. */
    long actual(int k) {
        return counts[actual + k];
    }

    /** Samples said to be of class {@code k}. */
    long predicted(int k) {
        return counts[predicted + k];
    }

    double logLoss() {
        return sums[LOG_LOSS] / valid();
    }

    double brier() {
        return sums[BRIER] / valid();
    }

    /** NaN unless there are two classes, both seen. */
    double auc() {
        return aucBins > 0 ? Auc.area(counts, auc, aucBins) : Double.NaN;
    }

    /** Average precision; NaN unless there are two classes, both seen. */
    double averagePrecision() {
        return aucBins > 0 ? PrecisionRecall.averagePrecision(counts, auc, aucBins) : Double.NaN;
    }

    /**
     * Largest recall at the precision that was asked for; NaN unless there are two classes, both
     * seen.
     */
    double recallAtPrecision() {
        return aucBins > 0 ? PrecisionRecall.recallAt(precision, counts, auc, aucBins) : Double.NaN;
    }

    /** Expected calibration error. */
    double calibrationError() {
        double gaps = 0;
        for (int b = 0; b < CALIBRATION_BINS; b++) {
            gaps += Math.abs(counts[events + b] - sums[PROBABILITIES + b]);
        }
        return gaps / valid();
    }

    @Override
    Map<String, Double> metrics(List<Tally> baselines) {
        return ClassMetrics.of(this, (ClassTally) baselines.get(0), (ClassTally) baselines.get(1));
    }

    @Override
    Map<String, Long> classes() {
        Map<String, Long> byName = new LinkedHashMap<>();
        for (int k = 0; k < classes; k++) {
            byName.put(names.get(k), actual(k));
        }
        return byName;
    }

    @Override
    long @Nullable [][] confusion() {
        if (!confused) {
            return null;
        }
        long[][] matrix = new long[classes][classes];
        for (int k = 0; k < classes; k++) {
            System.arraycopy(counts, confusion + k * classes, matrix[k], 0, classes);
        }
        return matrix;
    }
}
