package io.millrace.learn.drift;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * HDDM-A, a test of averages by Hoeffding's inequality (Frías-Blanco et al., "Online and
 * non-parametric drift detection methods based on Hoeffding's bounds", IEEE TKDE 27, 2015,
 * algorithm 1, one-sided).
 *
 * <p>Of all beginnings of the stream it keeps the one of the least upper bound of its mean, {@code
 * x̄ + √(ln(1/δ) / 2k)} after k losses, the latest of equals. It alarms when the mean z̄ of all n
 * losses is above that beginning's by
 *
 * <pre>
 * z̄ - x̄ ≥ √(1/2 (1/k - 1/n) ln(2/δ))
 * </pre>
 */
final class HddmA implements DriftDetector {

    private static final int COUNT = 0;
    private static final int SUM = 1;
    private static final int LEAST_COUNT = 2;
    private static final int LEAST_SUM = 3;

    private final double bound;
    private final double test;
    private final double[] state;

    HddmA(double confidence, Page page) {
        this.bound = StrictMath.log(1 / confidence) / 2;
        this.test = StrictMath.log(2 / confidence) / 2;
        this.state = page.doubles("state", 4);
    }

    @Override
    public boolean observe(double loss) {
        double count = ++state[COUNT];
        double sum = state[SUM] += loss;
        double upper = sum / count + Math.sqrt(bound / count);
        double least = state[LEAST_COUNT];
        if (least == 0 || upper <= state[LEAST_SUM] / least + Math.sqrt(bound / least)) {
            state[LEAST_COUNT] = count;
            state[LEAST_SUM] = sum;
            return false;
        }
        double rise = sum / count - state[LEAST_SUM] / least;
        if (rise < Math.sqrt(test * (1 / least - 1 / count))) {
            return false;
        }
        restart();
        return true;
    }

    @Override
    public void restart() {
        Arrays.fill(state, 0);
    }
}
