package io.millrace.learn.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.learn.schedule.ScheduleConfig.Kind;
import org.junit.jupiter.api.Test;

class ScheduleConfigTest {

    @Test
    void aConstantRateStays() {
        assertThat(ScheduleConfig.constant().factor(0)).isEqualTo(1);
        assertThat(ScheduleConfig.constant().factor(Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void stepsFallAtOnceAndExponentialsSmoothlyToTheSameValues() {
        ScheduleConfig step = new ScheduleConfig(Kind.STEP, 0.5, 10, 0);
        ScheduleConfig smooth = new ScheduleConfig(Kind.EXPONENTIAL, 0.5, 10, 0);
        assertThat(step.factor(9)).isEqualTo(1);
        assertThat(step.factor(10)).isEqualTo(0.5);
        assertThat(step.factor(29)).isEqualTo(0.25);
        assertThat(smooth.factor(5)).isCloseTo(Math.sqrt(0.5), within(1e-15));
        assertThat(smooth.factor(20)).isEqualTo(0.25);
    }

    @Test
    void inverseTimeHalvesWhereDecayTimesStepsReachesEvery() {
        ScheduleConfig inverse = new ScheduleConfig(Kind.INVERSE_TIME, 2, 100, 0);
        assertThat(inverse.factor(0)).isEqualTo(1);
        assertThat(inverse.factor(50)).isEqualTo(0.5);
        assertThat(inverse.factor(150)).isEqualTo(0.25);
    }

    @Test
    void warmUpRisesLinearlyToTheCurve() {
        ScheduleConfig warm = new ScheduleConfig(Kind.CONSTANT, 1, 1, 4);
        assertThat(warm.factor(0)).isEqualTo(0.25);
        assertThat(warm.factor(1)).isEqualTo(0.5);
        assertThat(warm.factor(3)).isEqualTo(1);
        assertThat(warm.factor(4)).isEqualTo(1);
    }

    @Test
    void refusesValuesWithoutMeaning() {
        assertThatThrownBy(() -> new ScheduleConfig(Kind.STEP, 0, 1, 0))
                .hasMessageContaining("decay must be positive, got 0");
        assertThatThrownBy(() -> new ScheduleConfig(Kind.STEP, Double.NaN, 1, 0))
                .hasMessageContaining("decay");
        assertThatThrownBy(() -> new ScheduleConfig(Kind.STEP, 1, 0, 0))
                .hasMessageContaining("every must be at least 1");
        assertThatThrownBy(() -> new ScheduleConfig(Kind.STEP, 1, 1, -1))
                .hasMessageContaining("warmup must be 0 or more");
    }
}
