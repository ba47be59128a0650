package io.millrace.learn.drift;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * The test of Page and Hinkley for a rise of the mean (Page, "Continuous inspection schemes",
 * Biometrika 41, 1954; as Gama et al., "A survey on concept drift adaptation", ACM Computing
 * Surveys 46, 2014, section 3.2 write it): with the mean x̄ of the losses so far,
 *
 * <pre>
 * m += x - x̄ - δ
 * M = min(M, m)
 * alarm if m - M > λ
 * </pre>
 *
 * <p>Kept is {@code m - M}, which is {@code max(0, m - M + x - x̄ - δ)}. The first {@value #FIRST}
 * losses alarm nobody.
 */
final class PageHinkley implements DriftDetector {

    private static final int FIRST = 30;

    private static final int COUNT = 0;
    private static final int MEAN = 1;
    private static final int RISE = 2;

    private final double tolerance;
    private final double threshold;
    private final double[] state;

    PageHinkley(double tolerance, double threshold, Page page) {
        this.tolerance = tolerance;
        this.threshold = threshold;
        this.state = page.doubles("state", 3);
    }

    @Override
    public boolean observe(double loss) {
        state[COUNT]++;
        state[MEAN] += (loss - state[MEAN]) / state[COUNT];
        state[RISE] = Math.max(0, state[RISE] + loss - state[MEAN] - tolerance);
        if (state[COUNT] < FIRST || state[RISE] <= threshold) {
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
