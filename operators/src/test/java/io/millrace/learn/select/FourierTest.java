package io.millrace.learn.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.FeatureVector;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import org.junit.jupiter.api.Test;

class FourierTest {

    private static final int MANY = 20_000;

    @Test
    void theQuickCosineIsTheCosine() {
        for (int i = -50_000; i <= 50_000; i++) {
            double angle = i * 0.00137 + Chance.uniform(Chance.mix(1, i)) * 100;
            assertThat(Fourier.cosine(angle)).isCloseTo(StrictMath.cos(angle), within(2e-7));
        }
    }

    /** Its inner products are nine times {@code exp(-|x - y|² width² / (2 inputs))}. */
    @Test
    void innerProductsApproachAGaussianKernel() {
        Fourier fourier = new Fourier(Given.numeric(3, Given.BINARY), MANY, 1.5, 7);
        for (int i = 0; i < 5; i++) {
            float[] x = point(2 * i);
            float[] y = point(2 * i + 1);
            double squared = 0;
            for (int d = 0; d < x.length; d++) {
                squared += (x[d] - y[d]) * (x[d] - y[d]);
            }
            double kernel = 9 * Math.exp(-squared * 1.5 * 1.5 / (2 * x.length));
            assertThat(product(fourier, x, y)).isCloseTo(kernel, within(0.25));
        }
    }

    private static float[] point(int i) {
        return new float[] {
            (float) Chance.gaussian(Chance.mix(3, i)),
            (float) Chance.gaussian(Chance.mix(4, i)),
            (float) Chance.gaussian(Chance.mix(5, i))
        };
    }

    private static double product(Fourier fourier, float[] x, float[] y) {
        double[] a = new double[fourier.size()];
        double[] b = new double[fourier.size()];
        fourier.expand(FeatureVector.dense(x), a);
        fourier.expand(FeatureVector.dense(y), b);
        assertThat(a[MANY]).isEqualTo(1);
        double sum = 0;
        for (int j = 0; j < MANY; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
