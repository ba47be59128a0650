package io.millrace.learn.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The formulas of classification. All are computed when a report is made, in time linear in the
 * number of classes.
 *
 * <ul>
 *   <li>{@code accuracy}: share of right answers; an invalid prediction is a wrong one.
 *   <li>{@code logLoss}: mean of {@code -ln p(actual)}, natural logarithm, p clipped to [1e-15, 1 -
 *       1e-15].
 *   <li>{@code auc}: two classes only; see {@link Auc}.
 *   <li>{@code prAuc, recallAtPrecision}: two classes only; average precision, and the largest
 *       recall at a given precision or more; see {@link PrecisionRecall}.
 *   <li>{@code precision, recall, f1}: of the positive class for two classes. For more the
 *       unweighted mean over the classes that were seen or predicted, where an undefined one counts
 *       0 (scikit-learn's macro average).
 *   <li>{@code kappa}: Cohen (1960), {@code (p0 - pe) / (1 - pe)}.
 *   <li>{@code kappaTemporal, kappaM}: the same with the accuracy of the no-change and of the
 *       majority predictor over the same samples in place of {@code pe} (Bifet et al., "Efficient
 *       Online Evaluation of Big Data Stream Classifiers", KDD 2015). Below 0 the trivial predictor
 *       is better.
 *   <li>{@code gMean}: geometric mean of the recalls of the classes seen (Kubat and Matwin, 1997).
 *   <li>{@code balancedAccuracy}: mean of the recalls of the classes seen (Brodersen et al., ICPR
 *       2010).
 *   <li>{@code brier}: two classes: mean of {@code (p(positive) - y)²}, within 0 and 1. More: mean
 *       of the sum over the classes of {@code (p_k - [actual = k])²}, within 0 and 2 (Brier, 1950).
 *   <li>{@code calibrationError}: expected calibration error over ten bins of equal width, closed
 *       below, of the positive probability (two classes) or the top one (more): the mean distance
 *       of what was foretold from what came true (Naeini et al., AAAI 2015; Guo et al., ICML 2017).
 *   <li>{@code invalidPredictions}: how many, only if there were any. They have no loss.
 * </ul>
 *
 * <p>What is undefined (0/0) is left out.
 */
final class ClassMetrics {

    private ClassMetrics() {}

    static Map<String, Double> of(ClassTally tally, ClassTally noChange, ClassTally majority) {
        double accuracy = accuracy(tally);
        Map<String, Double> metrics = new LinkedHashMap<>();
        put(metrics, "accuracy", accuracy);
        put(metrics, "logLoss", tally.logLoss());
        put(metrics, "auc", tally.auc());
        put(metrics, "prAuc", tally.averagePrecision());
        put(metrics, "recallAtPrecision", tally.recallAtPrecision());
        if (tally.classCount() == 2) {
            put(metrics, "precision", precision(tally, 1));
            put(metrics, "recall", recall(tally, 1));
            put(metrics, "f1", f1(tally, 1));
        } else {
            putMacroAverages(metrics, tally);
        }
        put(metrics, "kappa", above(accuracy, chance(tally)));
        put(metrics, "kappaTemporal", above(accuracy, accuracy(noChange)));
        put(metrics, "kappaM", above(accuracy, accuracy(majority)));
        put(metrics, "gMean", gMean(tally));
        put(metrics, "balancedAccuracy", balancedAccuracy(tally));
        put(metrics, "brier", tally.brier());
        put(metrics, "calibrationError", tally.calibrationError());
        if (tally.invalid() > 0) {
            put(metrics, "invalidPredictions", tally.invalid());
        }
        return metrics;
    }

    /** Puts a metric unless it is undefined. */
    static void put(Map<String, Double> metrics, String name, double value) {
        if (Double.isFinite(value)) {
            metrics.put(name, value);
        }
    }

    /**
     * How far above a reference accuracy: 1 is perfect, 0 no better. NaN if the reference leaves no
     * room, where only rounding would speak.
     */
    static double above(double accuracy, double reference) {
        return reference > 1 - 1e-12 ? Double.NaN : (accuracy - reference) / (1 - reference);
    }

    private static double accuracy(ClassTally tally) {
        long hits = 0;
        for (int k = 0; k < tally.classCount(); k++) {
            hits += tally.hits(k);
        }
        return (double) hits / tally.samples();
    }

    /** Accuracy to expect of independent answers of the same frequencies. */
    private static double chance(ClassTally tally) {
        double agreements = 0;
        for (int k = 0; k < tally.classCount(); k++) {
            agreements += (double) tally.actual(k) * tally.predicted(k);
        }
        return agreements / ((double) tally.samples() * tally.samples());
    }

    private static double precision(ClassTally tally, int k) {
        return (double) tally.hits(k) / tally.predicted(k);
    }

    private static double recall(ClassTally tally, int k) {
        return (double) tally.hits(k) / tally.actual(k);
    }

    private static double f1(ClassTally tally, int k) {
        return 2.0 * tally.hits(k) / (tally.actual(k) + tally.predicted(k));
    }

    private static void putMacroAverages(Map<String, Double> metrics, ClassTally tally) {
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        int present = 0;
        for (int k = 0; k < tally.classCount(); k++) {
            if (tally.actual(k) + tally.predicted(k) > 0) {
                present++;
                precision += tally.predicted(k) > 0 ? precision(tally, k) : 0;
                recall += tally.actual(k) > 0 ? recall(tally, k) : 0;
                f1 += f1(tally, k);
            }
        }
        put(metrics, "precision", precision / present);
        put(metrics, "recall", recall / present);
        put(metrics, "f1", f1 / present);
    }

    private static double gMean(ClassTally tally) {
        double logs = 0;
        int seen = 0;
        for (int k = 0; k < tally.classCount(); k++) {
            if (tally.actual(k) > 0) {
                seen++;
                logs += StrictMath.log(recall(tally, k));
            }
        }
        return StrictMath.exp(logs / seen);
    }

    private static double balancedAccuracy(ClassTally tally) {
        double recalls = 0;
        int seen = 0;
        for (int k = 0; k < tally.classCount(); k++) {
            if (tally.actual(k) > 0) {
                seen++;
                recalls += recall(tally, k);
            }
        }
        return recalls / seen;
    }
}
