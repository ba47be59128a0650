package io.millrace.learn.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.learn.schedule.ScheduleConfig.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleConfigTest {

    @Test
    void aConstantRateStays() {
        assertThat(ScheduleConfig.constant().factor(0)).isEqualTo(1);
        assertThat(ScheduleConfig.constant().factor(Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void stepsFallAtOnceAndExponentialsSmoothlyToTheSameValues() {
        ScheduleConfig step = ScheduleConfig.of(Kind.STEP, 0.5, 10, 0);
        ScheduleConfig smooth = ScheduleConfig.of(Kind.EXPONENTIAL, 0.5, 10, 0);
        assertThat(step.factor(9)).isEqualTo(1);
        assertThat(step.factor(10)).isEqualTo(0.5);
        assertThat(step.factor(29)).isEqualTo(0.25);
        assertThat(smooth.factor(5)).isCloseTo(Math.sqrt(0.5), within(1e-15));
        assertThat(smooth.factor(20)).isEqualTo(0.25);
    }

    @Test
    void inverseTimeHalvesWhereDecayTimesStepsReachesEvery() {
        ScheduleConfig inverse = ScheduleConfig.of(Kind.INVERSE_TIME, 2, 100, 0);
        assertThat(inverse.factor(0)).isEqualTo(1);
        assertThat(inverse.factor(50)).isEqualTo(0.5);
        assertThat(inverse.factor(150)).isEqualTo(0.25);
    }

    @Test
    void warmUpRisesLinearlyToTheCurve() {
        ScheduleConfig warm = ScheduleConfig.of(Kind.CONSTANT, 1, 1, 4);
        assertThat(warm.factor(0)).isEqualTo(0.25);
        assertThat(warm.factor(1)).isEqualTo(0.5);
        assertThat(warm.factor(3)).isEqualTo(1);
        assertThat(warm.factor(4)).isEqualTo(1);
    }

    @Test
    void polynomialsFallToTheFloorAndStayThere() {
        ScheduleConfig line = new ScheduleConfig(Kind.POLYNOMIAL, 1, 100, 0, 0.2, 1);
        ScheduleConfig square = new ScheduleConfig(Kind.POLYNOMIAL, 1, 100, 0, 0, 2);
        assertThat(line.factor(0)).isEqualTo(1);
        assertThat(line.factor(50)).isCloseTo(0.6, within(1e-15));
        assertThat(line.factor(100)).isEqualTo(0.2);
        assertThat(line.factor(Long.MAX_VALUE)).isEqualTo(0.2);
        assertThat(square.factor(70)).isCloseTo(0.09, within(1e-15));
    }

    /** The cosine of thirds of a half turn is 1/2 and -1/2. */
    @Test
    void cosineFallsSlowlyThenFastThenSlowly() {
        ScheduleConfig cosine = new ScheduleConfig(Kind.COSINE, 1, 300, 0, 0.2, 1);
        assertThat(cosine.factor(0)).isEqualTo(1);
        assertThat(cosine.factor(100)).isCloseTo(0.8, within(1e-15));
        assertThat(cosine.factor(200)).isCloseTo(0.4, within(1e-15));
        assertThat(cosine.factor(300)).isEqualTo(0.2);
        assertThat(cosine.factor(301)).isEqualTo(0.2);
    }

    @Test
    void cyclesGoUpAndDownInStraightLines() {
        ScheduleConfig cyclic = new ScheduleConfig(Kind.CYCLIC, 1, 10, 0, 0.2, 1);
        assertThat(cyclic.factor(0)).isEqualTo(0.2);
        assertThat(cyclic.factor(1)).isCloseTo(0.36, within(1e-15));
        assertThat(cyclic.factor(5)).isEqualTo(1);
        assertThat(cyclic.factor(9)).isCloseTo(0.36, within(1e-15));
        assertThat(cyclic.factor(10)).isEqualTo(0.2);
        assertThat(cyclic.factor(1_000_000_005)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noFactorIsNegativeOrAboveOneOrNotANumber(Kind kind) {
        ScheduleConfig schedule = ScheduleConfig.of(kind, 0.5, 7, 3);
        for (long t = 0; t < 200; t++) {
            assertThat(schedule.factor(t)).isBetween(0.0, 1.0);
        }
        assertThat(schedule.factor(Long.MAX_VALUE - 1)).isBetween(0.0, 1.0);
    }

    @Test
    void refusesValuesWithoutMeaning() {
        assertThatThrownBy(() -> new ScheduleConfig(Kind.COSINE, 1, 1, 0, 1.5, 1))
                .hasMessageContaining("floor must be within [0, 1], got 1.5");
        assertThatThrownBy(() -> new ScheduleConfig(Kind.POLYNOMIAL, 1, 1, 0, 0, 0))
                .hasMessageContaining("power must be positive");
        assertThatThrownBy(() -> ScheduleConfig.of(Kind.PLATEAU, 1, 1, 0))
                .hasMessageContaining("decay must be below 1");
        assertThatThrownBy(() -> ScheduleConfig.of(Kind.STEP, 0, 1, 0))
                .hasMessageContaining("decay must be positive, got 0");
        assertThatThrownBy(() -> ScheduleConfig.of(Kind.STEP, Double.NaN, 1, 0))
                .hasMessageContaining("decay");
        assertThatThrownBy(() -> ScheduleConfig.of(Kind.STEP, 1, 0, 0))
                .hasMessageContaining("every must be at least 1");
        assertThatThrownBy(() -> ScheduleConfig.of(Kind.STEP, 1, 1, -1))
                .hasMessageContaining("warmup must be 0 or more");
    }
}
