package io.millrace.learn.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.learn.Chance;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class P2QuantilesTest {

    /** The worked example of Jain and Chlamtac's paper, table I: its median and its markers. */
    @Test
    void followsTheWorkedExampleOfThePaper() {
        float[] observations = {
            0.02f, 0.15f, 0.74f, 3.39f, 0.83f, 22.37f, 10.15f, 15.43f, 38.62f, 15.92f, 34.60f,
            10.28f, 1.47f, 0.40f, 0.05f, 11.39f, 0.27f, 0.42f, 0.09f, 11.37f
        };
        Page page = new Page("normalize");
        P2Quantiles median = new P2Quantiles(page, "median", 1, 0.5);
        for (float observation : observations) {
            median.add(new float[] {observation});
        }
        assertThat(median.estimate(0)).isCloseTo(4.44, within(0.005));
        assertThat(page.doubles("medianHeights", 5))
                .containsExactly(new double[] {0.02, 0.49, 4.44, 17.20, 38.62}, within(0.005));
        assertThat(page.longs("medianPositions", 5)).containsExactly(1, 6, 10, 16, 20);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.75})
    void staysNearTheQuantileOfTheSortedObservations(double quantile) {
        int n = 20_000;
        P2Quantiles quantiles = new P2Quantiles(new Page("normalize"), "q", 2, quantile);
        float[] skewed = new float[n];
        for (int i = 0; i < n; i++) {
            skewed[i] = (float) Math.exp(Chance.gaussian(Chance.mix(1, i)));
            quantiles.add(new float[] {-1, skewed[i]});
        }
        Arrays.sort(skewed);
        double exact = skewed[(int) (quantile * n)];
        assertThat(quantiles.estimate(1)).isCloseTo(exact, within(0.03 * exact));
        assertThat(quantiles.estimate(0)).isEqualTo(-1);
    }

    @Test
    void theFirstObservationsAreInterpolated() {
        P2Quantiles lower = new P2Quantiles(new Page("normalize"), "q", 1, 0.25);
        assertThat(lower.estimate(0)).isEqualTo(0);
        double[] expected = {8, 5, 4, 3.5, 4}; // np.percentile(x[:n], 25)
        float[] observations = {8, 4, 4, 2, 6};
        for (int i = 0; i < observations.length; i++) {
            lower.add(new float[] {observations[i]});
            assertThat(lower.estimate(0)).isEqualTo(expected[i]);
        }
    }

    @Test
    void staysFiniteAndOrderedOnTheLargestFloats() {
        Page page = new Page("normalize");
        P2Quantiles median = new P2Quantiles(page, "q", 1, 0.5);
        float[] hostile = {Float.MAX_VALUE, -Float.MAX_VALUE, 0, Float.MIN_VALUE, 1, -0f};
        for (int i = 0; i < 10_000; i++) {
            int choice = (int) (hostile.length * Chance.uniform(Chance.mix(9, i)));
            median.add(new float[] {hostile[choice]});
        }
        double[] heights = page.doubles("qHeights", 5);
        for (double height : heights) {
            assertThat(height).isFinite();
        }
        assertThat(heights).isSorted();
    }
}
