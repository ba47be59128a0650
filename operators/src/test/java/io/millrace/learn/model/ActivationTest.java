package io.millrace.learn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.learn.model.ModelConfig.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {

    private static double at(Activation activation, double z) {
        float[] a = {(float) z};
        activation.apply(a, a);
        return a[0];
    }

    private static double slope(Activation activation, float z) {
        float[] delta = {1};
        activation.applySlope(new float[] {z}, new float[] {(float) at(activation, z)}, delta);
        return delta[0];
    }

    @ParameterizedTest
    @EnumSource
    void theSlopeIsThatOfTheActivation(Activation activation) {
        for (float z : new float[] {-6, -2.5f, -1, -0.25f, 0.25f, 0.75f, 1.5f, 4}) {
            double h = 1 / 256.0;
            double difference = (at(activation, z + h) - at(activation, z - h)) / (2 * h);
            assertThat(slope(activation, z)).as("at %s", z).isCloseTo(difference, within(5e-5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberIsTakenAndNaNStaysNaN(Activation activation) {
        for (float z : new float[] {-Float.MAX_VALUE, -1e20f, 0, 1e20f, Float.MAX_VALUE}) {
            assertThat(at(activation, z)).isFinite();
            assertThat(slope(activation, z)).isFinite();
        }
        assertThat(at(activation, Double.NaN)).isNaN();
    }

    /** By scipy: {@code z * norm.cdf(z)}, of which the approximation is within 5e-4. */
    @Test
    void geluIsTheInputTimesItsShareOfTheNormalDistribution() {
        assertThat(at(Activation.GELU, 1)).isCloseTo(0.8413447460685429, within(5e-4));
        assertThat(at(Activation.GELU, -1)).isCloseTo(-0.15865525393145707, within(5e-4));
        assertThat(at(Activation.GELU, 2.5)).isCloseTo(2.4844758366855597, within(5e-4));
        // By numpy, of the approximation itself.
        assertThat(at(Activation.GELU, 1)).isCloseTo(0.8411919906082768, within(1e-7));
        assertThat(at(Activation.GELU, -0.5)).isCloseTo(-0.15428599017485606, within(1e-7));
    }
}
