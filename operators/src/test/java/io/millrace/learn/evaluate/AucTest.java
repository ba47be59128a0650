package io.millrace.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AucTest {

    private static final int BINS = 2048;

    private static double binned(double[] logits, boolean[] positive) {
        long[] histogram = new long[2 * BINS];
        for (int i = 0; i < logits.length; i++) {
            histogram[(positive[i] ? BINS : 0) + Auc.bin(logits[i], BINS)]++;
        }
        return Auc.area(histogram, 0, BINS);
    }

    /** By its definition: every pair is compared. */
    private static double exact(double[] scores, boolean[] positive) {
        double won = 0;
        long pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (positive[i] && !positive[j]) {
                    pairs++;
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }

    /** Spread of the log-odds, their distance between the classes, largest error. */
    @ParameterizedTest
    @CsvSource({
        "3, 2, 1e-4",
        "1, 1, 2e-4",
        "1, 0, 2e-4",
        "0.3, 0.3, 6e-4",
        "0.1, 0.1, 2e-3",
        "0.03, 0.03, 1.2e-2",
    })
    void isCloseToTheExactArea(double spread, double distance, double error) {
        Random random = new Random(42);
        double worst = 0;
        for (int trial = 0; trial < 20; trial++) {
            double base = -6 * random.nextDouble();
            double[] logits = new double[2_000];
            boolean[] positive = new boolean[logits.length];
            for (int i = 0; i < logits.length; i++) {
                positive[i] = random.nextInt(5) == 0;
                logits[i] = base + spread * random.nextGaussian() + (positive[i] ? distance : 0);
            }
            double difference = Math.abs(binned(logits, positive) - exact(logits, positive));
            worst = Math.max(worst, difference);
        }
        assertThat(worst).isLessThan(error);
    }

    @Property(tries = 200)
    void isOffByAtMostHalfTheShareOfPairsThatShareABin(
            @ForAll @Size(min = 2, max = 40) double[] scores, @ForAll long seed) {
        boolean[] positive = new boolean[scores.length];
        Random random = new Random(seed);
        double[] bins = new double[scores.length];
        long sharing = 0;
        long pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            positive[i] = i == 0 || (i > 1 && random.nextBoolean());
            bins[i] = Auc.bin(scores[i], BINS);
        }
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (positive[i] && !positive[j]) {
                    pairs++;
                    sharing += bins[i] == bins[j] ? 1 : 0;
                }
            }
        }
        double area = binned(scores, positive);
        assertThat(area).isBetween(0.0, 1.0);
        assertThat(area).isCloseTo(exact(bins, positive), within(1e-12));
        assertThat(area).isCloseTo(exact(scores, positive), within(0.5 * sharing / pairs + 1e-12));
    }

    @Property(tries = 200)
    void binsKeepTheOrderOfScores(
            @ForAll @DoubleRange(min = -40, max = 40) double a,
            @ForAll @DoubleRange(min = -40, max = 40) double b) {
        assertThat(Auc.bin(Math.min(a, b), BINS))
                .isLessThanOrEqualTo(Auc.bin(Math.max(a, b), BINS));
        assertThat(Auc.bin(a, BINS)).isBetween(0, BINS - 1);
    }

    @Test
    void certainScoresFallIntoTheOutermostBins() {
        assertThat(Auc.bin(Double.NEGATIVE_INFINITY, BINS)).isZero();
        assertThat(Auc.bin(Double.POSITIVE_INFINITY, BINS)).isEqualTo(BINS - 1);
    }

    @Test
    void isUndefinedWhereAClassIsMissing() {
        assertThat(binned(new double[] {1, 2}, new boolean[] {true, true})).isNaN();
        assertThat(binned(new double[] {1, 2}, new boolean[] {false, false})).isNaN();
    }
}
