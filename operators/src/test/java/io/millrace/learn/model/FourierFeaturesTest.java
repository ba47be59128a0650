package io.millrace.learn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.FeatureVector;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

class FourierFeaturesTest {

    private static final Schema SCHEMA = Given.mixed(3, 0, 5, Given.BINARY);

    private static Inputs inputs(int features, double bandwidth, long seed) {
        return Inputs.of(new InputsConfig(List.of(), 8, features, bandwidth), SCHEMA, seed);
    }

    private static float[] noise(long seed) {
        float[] noise = new float[3];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) Chance.gaussian(Chance.mix(seed, i));
        }
        return noise;
    }

    private static void assertKernel(double bandwidth, double sigma) {
        int features = 20_000;
        Inputs inputs = inputs(features, bandwidth, 7);
        for (int pair = 0; pair < 10; pair++) {
            float[] x = noise(pair);
            float[] y = noise(100 + pair);
            double distance = 0;
            for (int i = 0; i < x.length; i++) {
                distance += (x[i] - y[i]) * (x[i] - y[i]);
            }
            float[] zx = inputs.of(FeatureVector.dense(x)).head().clone();
            float[] zy = inputs.of(FeatureVector.dense(y)).head();
            double dot = 0;
            for (int d = 0; d < features; d++) {
                dot += (double) zx[d] * zy[d];
            }
            double kernel = Math.exp(-distance / (2 * sigma * sigma));
            // A mean of numbers within [-2, 2] whose variance is at most 1.
            assertThat(dot).isCloseTo(kernel, within(4 / Math.sqrt(features)));
        }
    }

    @Test
    void theDotProductIsTheGaussianKernel() {
        assertKernel(1.5, 1.5);
        assertKernel(0.7, 0.7);
        assertKernel(0, Math.sqrt(1.5));
    }

    @Test
    void theSeedAloneTellsThem() {
        FeatureVector x = FeatureVector.dense(noise(1));
        float[] one = inputs(10, 1, 1).of(x).head().clone();
        assertThat(inputs(10, 1, 2).of(x).head()).isNotEqualTo(one);
        assertThat(inputs(10, 2, 1).of(x).head()).isNotEqualTo(one);
        assertThat(inputs(10, 1, 1).of(x).head()).isEqualTo(one);
    }

    @Test
    void categoriesGoOnBehindThem() {
        Inputs inputs = inputs(10, 1, 1);
        FeatureVector sample = new FeatureVector(noise(1), new int[] {3 + 4}, new float[] {1});
        assertThat(inputs.of(sample).tailIndices()).containsExactly(10 + 4);
        assertThat(inputs.of(sample).tailValues()).containsExactly(1);
        InputsConfig config = new InputsConfig(List.of("x0*c"), 8, 10, 1);
        assertThat(config.head(SCHEMA)).isEqualTo(10);
        assertThat(config.width(SCHEMA)).isEqualTo(10 + 5 + 8);
        FeatureVector both = Inputs.of(config, SCHEMA, 1).of(sample);
        assertThat(both.head()).isEqualTo(inputs.of(sample).head());
        assertThat(both.tailIndices()).hasSize(2).isSorted();
        assertThat(both.tailIndices()[1]).isBetween(15, 22);
        assertThat(both.tailValues()[1]).isEqualTo(sample.head()[0]);
    }
}
