package io.millrace.learn.drift;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * HDDM-W, a test of exponentially weighted averages by McDiarmid's inequality (Frías-Blanco et al.,
 * "Online and non-parametric drift detection methods based on Hoeffding's bounds", IEEE TKDE 27,
 * 2015, algorithm 2, one-sided): sooner than {@link HddmA} where a stream changes at once, as it
 * looks at the newest losses.
 *
 * <p>An average is {@code x = λ loss + (1 - λ) x} from the first loss on, and v the sum of the
 * squares of the weights that losses have in it. Kept are the average of the beginning whose upper
 * bound {@code x + √(v ln(1/δ) / 2)} was the least, and that of what came behind it. It alarms when
 * the second is above the first by more than {@code √((v1 + v2) ln(1/δ) / 2)}.
 */
final class HddmW implements DriftDetector {

    /** Where an average is: its value, and the sum of the squares of its weights, 0 for none. */
    private static final int ALL = 0;

    private static final int BEFORE = 2;
    private static final int BEHIND = 4;

    private final double bound;
    private final double newest;
    private final double[] state;

    HddmW(double confidence, double newest, Page page) {
        this.bound = StrictMath.log(1 / confidence) / 2;
        this.newest = newest;
        this.state = page.doubles("state", 6);
    }

    @Override
    public boolean observe(double loss) {
        add(ALL, loss);
        boolean first = state[BEFORE + 1] == 0;
        if (first || upper(ALL) < upper(BEFORE)) {
            state[BEFORE] = state[ALL];
            state[BEFORE + 1] = state[ALL + 1];
            state[BEHIND] = 0;
            state[BEHIND + 1] = 0;
            return false;
        }
        add(BEHIND, loss);
        double rise = state[BEHIND] - state[BEFORE];
        if (rise <= Math.sqrt((state[BEFORE + 1] + state[BEHIND + 1]) * bound)) {
            return false;
        }
        restart();
        return true;
    }

    private void add(int average, double loss) {
        boolean first = state[average + 1] == 0;
        double share = first ? 1 : newest;
        double kept = 1 - share;
        state[average] = share * loss + kept * state[average];
        state[average + 1] = share * share + kept * kept * state[average + 1];
    }

    private double upper(int average) {
        return state[average] + Math.sqrt(state[average + 1] * bound);
    }

    @Override
    public void restart() {
        Arrays.fill(state, 0);
    }
}
