package io.millrace.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both tests against versions that keep all losses, and the first against River too. */
class HddmTest {

    private static final double CONFIDENCE = 0.001;
    private static final double NEWEST = 0.05;

    /**
     * Alarms by River 0.26.1, {@code drift.binary.HDDMA(drift_confidence=0.001)}, over the same
     * losses; -1 for none. (Its HDDMW weighs the first loss of an average otherwise than the
     * paper.)
     */
    @ParameterizedTest
    @CsvSource({
        "errors, 1, 1000, 0.1, 0.3, 1105",
        "errors, 2, 2000, 0.2, 0.25, -1",
        "errors, 3, 500, 0.05, 0.5, 512",
        "errors, 4, 3000, 0.4, 0.5, 3361",
        "graded, 1, 1000, 0.1, 0.3, 1633",
        "graded, 2, 2000, 0.2, 0.25, -1",
        "graded, 3, 500, 0.05, 0.5, 611",
        "graded, 4, 3000, 0.4, 0.5, -1",
    })
    void averagesAlarmWhereThoseOfRiverDo(
            String kind, long seed, int change, double before, double after, int alarm) {
        double[] losses =
                kind.equals("errors")
                        ? Losses.errors(seed, 4_000, change, before, after)
                        : Losses.graded(seed, 4_000, change, before, after);
        assertThat(Losses.alarms(new HddmA(CONFIDENCE, new Page("train")), losses))
                .isEqualTo(alarm < 0 ? List.of() : List.of(alarm));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void averagesAlarmWhereABeginningIsBetterThanTheWhole(long seed) {
        double[] losses = Losses.errors(seed, 1_500, 700, 0.2, 0.45);
        HddmA detector = new HddmA(CONFIDENCE, new Page("train"));
        int alarms = 0;
        int from = 0;
        for (int n = 1; n <= losses.length; n++) {
            boolean alarm = risen(Arrays.copyOfRange(losses, from, n));
            assertThat(detector.observe(losses[n - 1])).as("loss %s", n).isEqualTo(alarm);
            if (alarm) {
                from = n;
                alarms++;
            }
        }
        assertThat(alarms).isPositive();
    }

    private static boolean risen(double[] losses) {
        int n = losses.length;
        int k =
                IntStream.rangeClosed(1, n)
                        .boxed()
                        .min((a, b) -> upper(losses, a) < upper(losses, b) ? -1 : 1)
                        .orElseThrow();
        double epsilon = Math.sqrt((1.0 / k - 1.0 / n) / 2 * Math.log(2 / CONFIDENCE));
        return k < n && mean(losses, n) - mean(losses, k) >= epsilon;
    }

    private static double upper(double[] losses, int k) {
        return mean(losses, k) + Math.sqrt(Math.log(1 / CONFIDENCE) / (2 * k));
    }

    private static double mean(double[] losses, int k) {
        return Arrays.stream(losses, 0, k).sum() / k;
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void weightedAveragesAlarmWhereWhatIsBehindABeginningIsWorse(long seed) {
        double[] losses = Losses.errors(seed, 900, 400, 0.1, 0.6);
        HddmW detector = new HddmW(CONFIDENCE, NEWEST, new Page("train"));
        int alarms = 0;
        int from = 0;
        for (int n = 1; n <= losses.length; n++) {
            boolean alarm = worse(Arrays.copyOfRange(losses, from, n));
            assertThat(detector.observe(losses[n - 1])).as("loss %s", n).isEqualTo(alarm);
            if (alarm) {
                from = n;
                alarms++;
            }
        }
        assertThat(alarms).isPositive();
    }

    private static boolean worse(double[] losses) {
        int n = losses.length;
        int k = 1;
        for (int i = 2; i <= n; i++) {
            k = bound(losses, 0, i) < bound(losses, 0, k) ? i : k;
        }
        double squares = squares(k) + squares(n - k);
        double epsilon = Math.sqrt(squares / 2 * Math.log(1 / CONFIDENCE));
        return k < n && weighted(losses, k, n) - weighted(losses, 0, k) > epsilon;
    }

    private static double bound(double[] losses, int from, int to) {
        return weighted(losses, from, to)
                + Math.sqrt(squares(to - from) / 2 * Math.log(1 / CONFIDENCE));
    }

    private static double weighted(double[] losses, int from, int to) {
        return IntStream.range(from, to)
                .mapToDouble(i -> losses[i] * weight(i - from, to - from))
                .sum();
    }

    private static double squares(int n) {
        return IntStream.range(0, n).mapToDouble(i -> Math.pow(weight(i, n), 2)).sum();
    }

    /** Of the loss i, from 0, of the first n: they sum to 1. */
    private static double weight(int i, int n) {
        double faded = Math.pow(1 - NEWEST, n - 1 - i);
        return i == 0 ? faded : NEWEST * faded;
    }
}
