package io.millrace.learn.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.learn.Chance;
import org.junit.jupiter.api.Test;

class FadingInverseTest {

    private static final int SIZE = 3;

    private final Page page = new Page("train");

    private static double[] vector(int n) {
        double[] z = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            z[i] = Chance.gaussian(Chance.mix(n, i));
        }
        return z;
    }

    @Test
    void timesTheFadingSumItIsOne() {
        FadingInverse inverse = new FadingInverse(page, SIZE, 0.9, 0.5, 1e9);
        double[][] sum = {{2, 0, 0}, {0, 2, 0}, {0, 0, 2}};
        for (int n = 0; n < 30; n++) {
            double[] z = vector(n);
            inverse.add(z, 1 + n % 2);
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    sum[i][j] = 0.9 * sum[i][j] + (1 + n % 2) * z[i] * z[j];
                }
            }
        }
        double[] p = page.doubles("inverse", SIZE * SIZE);
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                double product = 0;
                for (int k = 0; k < SIZE; k++) {
                    product += sum[i][k] * p[k * SIZE + j];
                }
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-9));
                assertThat(p[i * SIZE + j]).isEqualTo(p[j * SIZE + i]);
            }
        }
    }

    @Test
    void whereNothingIsSaidItGrowsToItsLimitOnly() {
        FadingInverse inverse = new FadingInverse(page, SIZE, 0.5, 1, 100);
        for (int n = 0; n < 200; n++) {
            inverse.add(new double[] {1, 0, 0}, 1);
        }
        assertThat(page.doubles("inverse", SIZE * SIZE)[4]).isBetween(25.0, 100.0);
    }

    @Test
    void beginsAnewWhereItCannotGoOn() {
        FadingInverse inverse = new FadingInverse(page, SIZE, 0.99, 2, 100);
        inverse.add(vector(1), 1);
        double[] huge = {1e200, 1e200, 0};
        assertThat(inverse.add(huge, 1)).isZero();
        assertThat(page.doubles("inverse", SIZE * SIZE)).containsExactly(2, 0, 0, 0, 2, 0, 0, 0, 2);
    }

    @Test
    void forgetsOneDirection() {
        FadingInverse inverse = new FadingInverse(page, SIZE, 1, 2, 100);
        for (int n = 0; n < 5; n++) {
            inverse.add(vector(n), 1);
        }
        double kept = page.doubles("inverse", SIZE * SIZE)[1];
        inverse.forget(2);
        double[] p = page.doubles("inverse", SIZE * SIZE);
        assertThat(p[8]).isEqualTo(2);
        assertThat(new double[] {p[2], p[5], p[6], p[7]}).containsOnly(0);
        assertThat(p[1]).isEqualTo(kept).isNotZero();
    }
}
