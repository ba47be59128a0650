package io.millrace.learn.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockBootstrapTest {

    /** 2000 resamples know a standard deviation to 1.6 %; this is three times that. */
    private static final double CLOSE = 0.05;

    private static double spread(double[] deviations) {
        return Math.sqrt(Arrays.stream(deviations).map(d -> d * d).average().orElseThrow());
    }

    /**
     * Over all n blocks on the circle: the mean square of a block's mean, over blocks a resample.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 25, 100})
    void spreadsAsTheBlocksSay(int block) {
        double[] series = Dependent.gaussian(0.6, 1_000, 3);
        double mean = BlockBootstrap.mean(series);
        double squares = 0;
        for (int from = 0; from < series.length; from++) {
            double sum = 0;
            for (int i = 0; i < block; i++) {
                sum += series[(from + i) % series.length] - mean;
            }
            squares += sum * sum / (block * (double) block);
        }
        double exact = Math.sqrt(squares / series.length / (1000 / block));
        assertThat(spread(BlockBootstrap.resample(series, mean, block, 1)))
                .isCloseTo(exact, within(CLOSE * exact));
    }

    /** The whole circle, wherever it begins, is the series itself. */
    @Test
    void goesOnAtTheBeginningWhereTheSeriesEnds() {
        double[] series = {8, 1, 0, 0, 0, 0, 0, 0, 0, 3};
        assertThat(spread(BlockBootstrap.resample(series, 1.2, 10, 1))).isLessThan(1e-12);
    }

    /** The mean of independent normal values: mean ± 1.96 s / √n. */
    @Test
    void givesTheUsualIntervalOfIndependentValues() {
        double[] series = Dependent.gaussian(0, 4_000, 5);
        double mean = BlockBootstrap.mean(series);
        double s = Math.sqrt(Arrays.stream(series).map(x -> (x - mean) * (x - mean)).sum() / 3_999);
        double half = 1.959964 * s / Math.sqrt(4_000);
        BlockBootstrap result = BlockBootstrap.of(series, 1, 7);
        assertThat(result.mean()).isEqualTo(mean);
        assertThat(result.high() - mean).isCloseTo(half, within(0.08 * half));
        assertThat(mean - result.low()).isCloseTo(half, within(0.08 * half));
    }

    /**
     * The mean of a long autoregression has the standard deviation 1 / ((1 - phi) √n). By single
     * values it would seem 2.6 times as certain as it is.
     */
    @Test
    void seesThatValuesDependOnEachOther() {
        double[] series = Dependent.gaussian(0.75, 20_000, 11);
        double half = 1.96 / 0.25 / Math.sqrt(20_000);
        BlockBootstrap result = BlockBootstrap.of(series, 1);
        assertThat((result.high() - result.low()) / 2).isCloseTo(half, within(0.15 * half));
        BlockBootstrap blind = BlockBootstrap.of(series, 1, 1);
        assertThat((blind.high() - blind.low()) / 2).isLessThan(0.45 * half);
    }

    /** Of 400 series without a difference, 5 % may seem to have one; 9 % is 3.7 deviations off. */
    @Test
    void seldomFindsADifferenceWhereThereIsNone() {
        int found = 0;
        for (int i = 0; i < 400; i++) {
            BlockBootstrap result = BlockBootstrap.of(Dependent.gaussian(0.3, 1_000, i), i);
            found += result.significant() ? 1 : 0;
        }
        assertThat(found).isBetween(6, 36);
    }

    @Test
    void findsADifference() {
        double[] series = Dependent.gaussian(0.3, 5_000, 2);
        BlockBootstrap lower = BlockBootstrap.of(minus(series, 0.2), 1);
        assertThat(lower.significant()).isTrue();
        assertThat(lower.high()).isNegative();
        assertThat(lower.pValue()).isEqualTo(1.0 / 2_001);
        assertThat(BlockBootstrap.of(minus(series, -0.2), 1).low()).isPositive();
    }

    private static double[] minus(double[] series, double shift) {
        return Arrays.stream(series).map(x -> x - shift).toArray();
    }

    @Test
    void isSureOfNothingWhereNothingDiffers() {
        BlockBootstrap result = BlockBootstrap.of(new double[100], 1);
        assertThat(result.mean()).isZero();
        assertThat(result.significant()).isFalse();
        assertThat(result.pValue()).isEqualTo(1);
    }

    @Test
    void isAFunctionOfTheSeed() {
        double[] series = Dependent.gaussian(0.3, 500, 2);
        assertThat(BlockBootstrap.of(series, 4)).isEqualTo(BlockBootstrap.of(series, 4));
        assertThat(BlockBootstrap.of(series, 4)).isNotEqualTo(BlockBootstrap.of(series, 5));
    }

    /** The cube root of 1000, though these values depend on nothing. */
    @Test
    void takesBlocksAgainstSlowDrifts() {
        assertThat(BlockBootstrap.of(Dependent.gaussian(0, 1_000, 1), 1).block()).isBetween(10, 12);
    }

    @Test
    void refusesASingleValue() {
        assertThatThrownBy(() -> BlockBootstrap.of(new double[1], 1))
                .hasMessageContaining("at least 2 values, got 1");
    }
}
