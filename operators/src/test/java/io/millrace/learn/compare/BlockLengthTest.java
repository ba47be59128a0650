package io.millrace.learn.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockLengthTest {

    /**
     * The formulas of the paper in NumPy, over the same series: {@code R[k] = e[k:] @ e[:n-k] / n},
     * the first {@code m} after which five {@code |R[k]/R[0]|} are under {@code 2
     * sqrt(log10(n)/n)}, {@code M = 2 max(m, 1)}. The package arch 8.0.0 ({@code
     * optimal_block_length}), which begins to count one lag later, gives 3.50, 7.88, 24.1, 45.5 and
     * 85.5.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 2000, 3.5040526100574074",
        "0.3, 2000, 6.812815418957274",
        "0.7, 2000, 23.722016444404627",
        "0.9, 2000, 45.33808554655539",
        "0.7, 50000, 84.8201138321924",
    })
    void isThatOfThePaper(double phi, int n, double length) {
        assertThat(BlockLength.of(Dependent.uniform(phi, n))).isCloseTo(length, within(1e-6));
    }

    /** Of an autoregression {@code (3/2 (2 phi / (1 - phi²))² n)^(1/3)} is the best there is. */
    @Test
    void comesCloseToTheBestLengthOfAnAutoregression() {
        double[] series = Dependent.gaussian(0.5, 100_000, 1);
        double best = StrictMath.cbrt(1.5 * StrictMath.pow(2 * 0.5 / (1 - 0.25), 2) * 100_000);
        assertThat(BlockLength.of(series)).isCloseTo(best, within(0.15 * best));
    }

    @Test
    void isOneForConstantValues() {
        assertThat(BlockLength.of(new double[50])).isEqualTo(1);
        assertThat(BlockLength.of(new double[] {1, 1})).isEqualTo(1);
    }

    @Test
    void isAtMostThreeRootsOfALongDrift() {
        double[] trend = new double[40_000];
        for (int i = 0; i < trend.length; i++) {
            trend[i] = i;
        }
        assertThat(BlockLength.of(trend)).isEqualTo(600);
    }
}
