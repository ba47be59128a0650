package io.millrace.learn.drift;

import io.millrace.data.Page;

/**
 * ADWIN, an adaptive window (Bifet & Gavaldà, "Learning from time-changing data with adaptive
 * windowing", SIAM SDM 2007, ADWIN2): a window over the newest losses, as long as no split of it
 * into an older and a newer part has means that differ by more than chance explains. For parts of
 * n0 and n1 of n losses, of variance σ², it is cut when
 *
 * <pre>
 * |μ0 - μ1| > √(2 m σ² D) + 2/3 m D,   m = 1/(n0 - L + 1) + 1/(n1 - L + 1),   D = ln(2 ln n / δ)
 * </pre>
 *
 * <p>with no part below L = {@value #LEAST} losses. Then its oldest {@linkplain Buckets bucket}
 * goes, and all splits are tried again. One test each {@value #CLOCK} losses.
 *
 * <p>It alarms if the newer mean was the higher one. What is left of the window is of the new
 * concept, and stays.
 */
final class Adwin implements DriftDetector {

    private static final int LEAST = 5;
    private static final int CLOCK = 32;

    private final double confidence;
    private final Buckets buckets;
    private final int[] clock;

    Adwin(double confidence, Page page) {
        this.confidence = confidence;
        this.buckets = new Buckets(page);
        this.clock = page.ints("clock", 1);
    }

    @Override
    public boolean observe(double loss) {
        buckets.add(loss);
        clock[0]++;
        if (clock[0] < CLOCK) {
            return false;
        }
        clock[0] = 0;
        boolean risen = false;
        for (int cut = cut(); cut != 0; cut = cut()) {
            risen |= cut > 0;
            buckets.dropOldest();
        }
        return risen;
    }

    /** 1 if the mean has risen at some split, -1 if it has fallen, 0 for neither. */
    private int cut() {
        double n = buckets.count();
        if (n < 2 * LEAST) {
            return 0;
        }
        double d = StrictMath.log(2 * StrictMath.log(n) / confidence);
        double spread = 2 * d * buckets.squares() / n;
        double n0 = 0;
        double sum0 = 0;
        for (int row = buckets.oldestRow(); row >= 0; row--) {
            for (int i = 0; i < buckets.inRow(row); i++) {
                n0 += Buckets.size(row);
                sum0 += buckets.sum(row, i);
                double n1 = n - n0;
                if (n0 < LEAST || n1 < LEAST) {
                    continue;
                }
                double rise = (buckets.sum() - sum0) / n1 - sum0 / n0;
                double m = 1 / (n0 - LEAST + 1) + 1 / (n1 - LEAST + 1);
                if (Math.abs(rise) > Math.sqrt(m * spread) + 2 * m * d / 3) {
                    return rise > 0 ? 1 : -1;
                }
            }
        }
        return 0;
    }

    /** Losses in the window. */
    long window() {
        return buckets.count();
    }

    @Override
    public void restart() {
        buckets.clear();
        clock[0] = 0;
    }
}
