package io.millrace.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest {

    private static final int BINS = 16;

    private static long[] histogram(int[] bins, boolean[] positive) {
        long[] histogram = new long[2 * BINS];
        for (int i = 0; i < bins.length; i++) {
            histogram[(positive[i] ? BINS : 0) + bins[i]]++;
        }
        return histogram;
    }

    /**
     * By scikit-learn 1.9.1: {@code average_precision_score(y, s)}, and with {@code P, R, _ =
     * precision_recall_curve(y, s)} the largest of {@code R[:-1][P[:-1] >= p]}.
     */
    @Test
    void agreesWithScikitLearn() {
        int[] scores = {3, 5, 5, 9, 12, 12, 12, 14, 0, 7, 9, 3};
        boolean[] positive = new boolean[scores.length];
        for (int i : new int[] {1, 4, 7, 10, 11}) {
            positive[i] = true;
        }
        long[] histogram = histogram(scores, positive);
        assertThat(PrecisionRecall.averagePrecision(histogram, 0, BINS))
                .isCloseTo(0.5797979797979798, within(1e-15));
        assertThat(PrecisionRecall.recallAt(0.9, histogram, 0, BINS)).isEqualTo(0.2);
        assertThat(PrecisionRecall.recallAt(0.5, histogram, 0, BINS)).isEqualTo(0.6);
        assertThat(PrecisionRecall.recallAt(0.4, histogram, 0, BINS)).isEqualTo(1);
    }

    /** By their definitions: every threshold is tried. */
    @Property(tries = 200)
    void agreesWithTryingEveryThreshold(
            @ForAll @IntRange(min = 2, max = 60) int n,
            @ForAll @DoubleRange(min = 0.01, max = 1) double precision,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[] scores = new int[n];
        boolean[] positive = new boolean[n];
        for (int i = 0; i < n; i++) {
            scores[i] = random.nextInt(BINS);
            positive[i] = i == 0 || (i > 1 && random.nextInt(4) == 0);
        }
        double area = 0;
        double best = 0;
        double before = 0;
        for (int threshold = BINS - 1; threshold >= 0; threshold--) {
            int hits = 0;
            int said = 0;
            int all = 0;
            for (int i = 0; i < n; i++) {
                all += positive[i] ? 1 : 0;
                said += scores[i] >= threshold ? 1 : 0;
                hits += scores[i] >= threshold && positive[i] ? 1 : 0;
            }
            double recall = (double) hits / all;
            if (said > 0) {
                area += (recall - before) * hits / said;
                best = hits > 0 && hits >= precision * said ? recall : best;
            }
            before = recall;
        }
        long[] histogram = histogram(scores, positive);
        assertThat(PrecisionRecall.averagePrecision(histogram, 0, BINS))
                .isCloseTo(area, within(1e-12));
        assertThat(PrecisionRecall.recallAt(precision, histogram, 0, BINS)).isEqualTo(best);
    }

    @Test
    void areUndefinedWhereAClassIsMissing() {
        for (boolean only : new boolean[] {true, false}) {
            long[] histogram = histogram(new int[] {1, 2}, new boolean[] {only, only});
            assertThat(PrecisionRecall.averagePrecision(histogram, 0, BINS)).isNaN();
            assertThat(PrecisionRecall.recallAt(0.5, histogram, 0, BINS)).isNaN();
        }
    }
}
