package io.millrace.learn.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import io.millrace.learn.schedule.ScheduleConfig.Kind;
import org.junit.jupiter.api.Test;

class LearningRateTest {

    private final Page page = new Page("train");

    @Test
    void isTheBaseTimesTheFactorOfTheStep() {
        LearningRate rate = new LearningRate(0.2, ScheduleConfig.of(Kind.STEP, 0.5, 2, 0), page);
        assertThat(rate.next()).isEqualTo(0.2);
        assertThat(rate.next()).isEqualTo(0.2);
        rate.advance();
        rate.advance();
        assertThat(rate.next()).isEqualTo(0.1);
        LearningRate restored =
                new LearningRate(0.2, ScheduleConfig.of(Kind.STEP, 0.5, 2, 0), page.copy());
        assertThat(restored.next()).isEqualTo(0.1);
        rate.restart();
        assertThat(rate.next()).isEqualTo(0.2);
    }

    @Test
    void isLoweredOnAPlateau() {
        LearningRate rate = new LearningRate(0.2, ScheduleConfig.of(Kind.PLATEAU, 0.5, 5, 4), page);
        assertThat(rate.observes()).isTrue();
        for (int i = 0; i < 10; i++) {
            rate.observe(1);
        }
        // Half of a quarter: the first of four steps of warm-up.
        assertThat(rate.next()).isEqualTo(0.025);
    }

    @Test
    void onlyAPlateauKeepsTheLoss() {
        LearningRate rate = new LearningRate(0.2, ScheduleConfig.constant(), page);
        assertThat(rate.observes()).isFalse();
        rate.observe(1);
        assertThat(page.arrays().keySet()).containsExactly("steps");
    }
}
