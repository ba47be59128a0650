package io.millrace.learn.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import org.junit.jupiter.api.Test;

class RaiseTest {

    private static final ScheduleConfig CONSTANT = ScheduleConfig.constant();

    private final Page page = new Page("train");

    private LearningRate rate(long steps) {
        return new LearningRate(0.1, CONSTANT, page, new Raise(16, steps, page));
    }

    @Test
    void fallsBackGeometrically() {
        LearningRate rate = rate(4);
        double[] expected = {0.1, 1.6, 0.8, 0.4, 0.2, 0.1, 0.1};
        for (int i = 0; i < expected.length; i++) {
            assertThat(rate.next()).as("step %s", i).isEqualTo(expected[i], within(1e-12));
            rate.advance();
            if (i == 0) {
                rate.raise();
            }
        }
    }

    @Test
    void goesOnFromItsPageAlsoWithFewerSteps() {
        rate(4).raise();
        rate(4).advance();
        assertThat(rate(4).next()).isEqualTo(0.8, within(1e-12));
        assertThat(rate(2).next()).isEqualTo(1.6, within(1e-12));
    }

    @Test
    void aRestartEndsIt() {
        LearningRate rate = rate(4);
        rate.raise();
        rate.restart();
        assertThat(rate.next()).isEqualTo(0.1);
    }

    @Test
    void leavesNothingBehindWhereThereIsNone() {
        rate(4).raise();
        LearningRate plain = new LearningRate(0.1, CONSTANT, page);
        plain.raise();
        assertThat(plain.next()).isEqualTo(0.1);
        assertThat(page.arrays()).containsOnlyKeys("steps");
    }
}
