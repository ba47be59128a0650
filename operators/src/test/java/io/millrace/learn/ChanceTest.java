package io.millrace.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.FeatureVector;
import io.millrace.data.Sample;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChanceTest {

    private static final int DRAWS = 100_000;
    private static final int CELLS = 100;

    /** The 99.99 % point of chi-squared with 99 degrees of freedom (scipy.stats.chi2.ppf). */
    private static final double CHI_SQUARED_LIMIT = 160.06;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, -1, 1L << 40})
    void successiveOrdinalsAreUniformForAnySeed(long seed) {
        assertUniform(i -> Chance.of(seed, sample(null, i)));
    }

    @Test
    void successiveSeedsAreUniformForOneOrdinal() {
        assertUniform(i -> Chance.of(i, sample(null, 7)));
    }

    @Test
    void idsThatDifferInADigitAreUniform() {
        assertUniform(i -> Chance.of(1, sample("order-" + i, 0)));
    }

    @Test
    void branchesOfADrawAreUniform() {
        assertUniform(i -> Chance.mix(Chance.of(1, "x"), i));
    }

    private static void assertUniform(LongUnaryOperator draw) {
        int[] cells = new int[CELLS];
        int[] pairs = new int[CELLS];
        double before = 0;
        for (long i = 0; i < DRAWS; i++) {
            double u = Chance.uniform(draw.applyAsLong(i));
            assertThat(u).isBetween(0.0, Math.nextDown(1.0));
            cells[(int) (u * CELLS)]++;
            pairs[(int) (before * 10) * 10 + (int) (u * 10)]++;
            before = u;
        }
        assertThat(chiSquared(cells)).as("one draw").isLessThan(CHI_SQUARED_LIMIT);
        assertThat(chiSquared(pairs)).as("neighbours").isLessThan(CHI_SQUARED_LIMIT);
    }

    private static double chiSquared(int[] cells) {
        double expected = (double) DRAWS / CELLS;
        double sum = 0;
        for (int observed : cells) {
            sum += (observed - expected) * (observed - expected) / expected;
        }
        return sum;
    }

    @Test
    void gaussiansHaveTheMomentsOfTheNormalDistribution() {
        double[] moments = new double[5];
        for (int i = 0; i < DRAWS; i++) {
            double z = Chance.gaussian(Chance.mix(3, i));
            assertThat(z).isFinite();
            for (int p = 1; p <= 4; p++) {
                moments[p] += Math.pow(z, p) / DRAWS;
            }
        }
        // Five standard errors each: Var z = 1, Var z² = 2, Var z³ = 15, Var z⁴ = 96.
        assertThat(moments[1]).isBetween(-0.016, 0.016);
        assertThat(moments[2]).isBetween(1 - 0.023, 1 + 0.023);
        assertThat(moments[3]).isBetween(-0.062, 0.062);
        assertThat(moments[4]).isBetween(3 - 0.155, 3 + 0.155);
    }

    @Test
    void aRepeatedIdDrawsAlikeWhereverItStands() {
        assertThat(Chance.of(1, sample("a", 3))).isEqualTo(Chance.of(1, sample("a", 4)));
        assertThat(Chance.of(1, sample("a", 3))).isNotEqualTo(Chance.of(1, sample("b", 3)));
        assertThat(Chance.of(1, sample(null, 3))).isNotEqualTo(Chance.of(1, sample(null, 4)));
    }

    private static Sample sample(String id, long ordinal) {
        Sample sample = new Sample("", id, FeatureVector.dense(), 0);
        sample.ordinal = ordinal;
        return sample;
    }
}
