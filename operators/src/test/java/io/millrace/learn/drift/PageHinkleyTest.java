package io.millrace.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageHinkleyTest {

    /**
     * Alarms by River 0.26.1, {@code drift.PageHinkley(min_instances=30, delta=0.005, threshold=20,
     * alpha=1, mode="up")}, over the same losses.
     */
    @ParameterizedTest
    @CsvSource({
        "errors, 1, 1000, 0.1, 0.3, 1022 2295 3753",
        "errors, 2, 2000, 0.2, 0.25, 1703 3260",
        "errors, 3, 500, 0.05, 0.5, 538",
        "errors, 4, 3000, 0.4, 0.5, 767 3279",
        "graded, 1, 1000, 0.1, 0.3, 1246",
        "graded, 2, 2000, 0.2, 0.25, 3302",
        "graded, 3, 500, 0.05, 0.5, 611",
        "graded, 4, 3000, 0.4, 0.5, 3572",
    })
    void alarmsWhereRiverDoes(
            String kind, long seed, int change, double before, double after, String alarms) {
        double[] losses =
                kind.equals("errors")
                        ? Losses.errors(seed, 4_000, change, before, after)
                        : Losses.graded(seed, 4_000, change, before, after);
        List<Integer> expected = Stream.of(alarms.split(" ")).map(Integer::valueOf).toList();
        PageHinkley detector = new PageHinkley(0.005, 20, new Page("train"));
        assertThat(Losses.alarms(detector, losses)).isEqualTo(expected);
    }

    /** By hand: the mean after 30 zeros and k ones is k / (30 + k). */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2, 7})
    void alarmsWhenTheOnesAboveTheirMeanSumUp(double threshold) {
        PageHinkley detector = new PageHinkley(0.1, threshold, new Page("train"));
        for (int i = 0; i < 30; i++) {
            assertThat(detector.observe(0)).isFalse();
        }
        double risen = 0;
        for (int k = 1; risen <= threshold; k++) {
            risen += 1 - k / (30.0 + k) - 0.1;
            assertThat(detector.observe(1)).as("the one %s", k).isEqualTo(risen > threshold);
        }
    }

    @Test
    void theFirstLossesAlarmNobody() {
        PageHinkley detector = new PageHinkley(0.1, 0.5, new Page("train"));
        for (int i = 0; i < 29; i++) {
            assertThat(detector.observe(i < 5 ? 0 : 1)).as("loss %s", i).isFalse();
        }
        assertThat(detector.observe(1)).isTrue();
    }
}
