package io.millrace.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdwinTest {

    private static final double CONFIDENCE = 0.001;

    private final Adwin adwin = new Adwin(CONFIDENCE, new Page("train"));

    /**
     * First alarm and window behind it by River 0.26.1, {@code drift.ADWIN(delta=0.001)}, over the
     * same losses; -1 for none.
     */
    @ParameterizedTest
    @CsvSource({
        "errors, 1, 1000, 0.1, 0.3, 1119, 992",
        "errors, 2, 2000, 0.2, 0.25, -1, 0",
        "errors, 3, 500, 0.05, 0.5, 543, 128",
        "errors, 4, 3000, 0.4, 0.5, 3487, 2976",
        "graded, 1, 1000, 0.1, 0.3, 1119, 608",
        "graded, 2, 2000, 0.2, 0.25, 2687, 2176",
        "graded, 3, 500, 0.05, 0.5, 575, 224",
        "graded, 4, 3000, 0.4, 0.5, 3551, 2528",
    })
    void alarmsWhereRiverDoes(
            String kind,
            long seed,
            int change,
            double before,
            double after,
            int alarm,
            long window) {
        double[] losses =
                kind.equals("errors")
                        ? Losses.errors(seed, 4_000, change, before, after)
                        : Losses.graded(seed, 4_000, change, before, after);
        int first = 0;
        while (first < losses.length && !adwin.observe(losses[first])) {
            first++;
        }
        assertThat(first == losses.length ? -1 : first).isEqualTo(alarm);
        if (alarm >= 0) {
            assertThat(adwin.window()).isEqualTo(window);
        }
    }

    /** Every split at the end of a bucket, each mean and variance from the losses themselves. */
    @ParameterizedTest
    @CsvSource({"5, 0.1, 0.4", "6, 0.5, 0.1", "7, 0.2, 0.3", "8, 0.05, 0.1"})
    void cutsWhereAllSplitsSaySo(long seed, double before, double after) {
        double[] losses = Losses.graded(seed, 2_500, 1_200, before, after);
        Naive naive = new Naive();
        for (double loss : losses) {
            boolean alarm = adwin.observe(loss);
            assertThat(alarm).isEqualTo(naive.observe(loss));
            assertThat(adwin.window()).isEqualTo(naive.window.size());
        }
        assertThat(naive.cuts).isPositive();
    }

    @Test
    void aFallCutsTheWindowAndIsNoAlarm() {
        assertThat(Losses.alarms(adwin, Losses.errors(3, 2_000, 1_000, 0.5, 0.05))).isEmpty();
        assertThat(adwin.window()).isLessThan(1_100);
    }

    /** With all losses kept, and a bucket no more than its length. */
    private static final class Naive {

        final List<Double> window = new ArrayList<>();
        final List<Integer> lengths = new ArrayList<>();
        int observed;
        int cuts;

        boolean observe(double loss) {
            window.add(loss);
            lengths.add(1);
            for (int length = 1; lengths.contains(length); length *= 2) {
                int same = length;
                if (lengths.stream().filter(l -> l == same).count() > 5) {
                    int oldest = lengths.indexOf(length);
                    lengths.remove(oldest);
                    lengths.set(oldest, 2 * length);
                }
            }
            boolean risen = false;
            if (++observed % 32 == 0) {
                for (double rise = rise(); rise != 0; rise = rise()) {
                    risen |= rise > 0;
                    window.subList(0, lengths.remove(0)).clear();
                    cuts++;
                }
            }
            return risen;
        }

        private double rise() {
            int n = window.size();
            double variance =
                    window.stream().mapToDouble(x -> Math.pow(x - mean(0, n), 2)).sum() / n;
            double d = Math.log(2 * Math.log(n) / CONFIDENCE);
            int n0 = 0;
            for (int length : lengths) {
                n0 += length;
                int n1 = n - n0;
                if (n0 < 5 || n1 < 5) {
                    continue;
                }
                double m = 1.0 / (n0 - 5 + 1) + 1.0 / (n1 - 5 + 1);
                double rise = mean(n0, n) - mean(0, n0);
                if (Math.abs(rise) > Math.sqrt(2 * m * variance * d) + 2.0 / 3 * m * d) {
                    return rise;
                }
            }
            return 0;
        }

        private double mean(int from, int to) {
            return window.subList(from, to).stream().mapToDouble(x -> x).average().orElse(0);
        }
    }
}
