package io.millrace.learn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.model.ModelConfig.Activation;
import io.millrace.learn.model.ModelConfig.Init;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropoutTest {

    private static final int ROWS = 3;
    private static final ModelConfig MODEL =
            new ModelConfig(List.of(6, 5), Activation.TANH, Init.XAVIER, 1, 3, 0.4);
    private static final Schema SCHEMA = Given.numeric(4, Given.REGRESSION);
    private static final Network NETWORK = new Network(MODEL, SCHEMA, 1);
    private static final long[] DRAWS = {11, 12, 13};

    private final Dropout dropout = new Dropout(0.4, NETWORK, ROWS);

    private float[] factors(int layer) {
        float[] ones = new float[ROWS * NETWORK.out(layer)];
        Arrays.fill(ones, 1);
        dropout.apply(layer, ones, ones);
        return ones;
    }

    @Test
    void whatIsLeftOutIsMadeUpForByWhatIsKept() {
        int kept = 0;
        int samples = 2_000;
        for (int i = 0; i < samples; i++) {
            dropout.choose(new long[] {3 * i, 3 * i + 1, 3 * i + 2}, 0);
            for (float factor : factors(0)) {
                assertThat(factor).isIn(0f, (float) (1 / 0.6));
                kept += factor > 0 ? 1 : 0;
            }
        }
        int units = samples * ROWS * 6;
        double share = (double) kept / units;
        assertThat(share).isCloseTo(0.6, within(4 * Math.sqrt(0.24 / units)));
    }

    @Test
    void theSampleAndTheEpochTellWhatIsLeftOut() {
        dropout.choose(DRAWS, 0);
        float[] first = factors(0).clone();
        dropout.choose(DRAWS, 1);
        assertThat(factors(0)).isNotEqualTo(first);
        dropout.choose(new long[] {13, 12, 11}, 0);
        assertThat(Arrays.copyOfRange(factors(0), 12, 18))
                .containsExactly(Arrays.copyOfRange(first, 0, 6));
    }

    /** With the choice held, the gradient is the slope of the scores. */
    @Test
    void theGradientIsThatOfTheNetworkThatIsLeft() {
        Batch batch = new Batch(new Page("train"), SCHEMA, ROWS);
        for (int row = 0; row < ROWS; row++) {
            batch.set(row, FeatureVector.dense(noise(row, 4)));
        }
        dropout.choose(DRAWS, 0);
        Propagation propagation = new Propagation(NETWORK, batch, LoopLayer::new, dropout);
        float[] params = noise(99, NETWORK.parameters());
        propagation.forward(params);
        Arrays.fill(propagation.scoreGradient(), 1);
        float[] gradient = new float[params.length];
        propagation.backward(gradient);
        float h = 1 / 256f;
        for (int i = 0; i < params.length; i++) {
            float at = params[i];
            params[i] = at + h;
            double up = sum(propagation.forward(params));
            params[i] = at - h;
            double down = sum(propagation.forward(params));
            params[i] = at;
            assertThat((double) gradient[i])
                    .as("parameter %s", i)
                    .isCloseTo((up - down) / (2 * h), within(2e-3));
        }
        int still = 0;
        for (float slope : gradient) {
            still += slope == 0 ? 1 : 0;
        }
        assertThat(still).isBetween(1, params.length / 2);
    }

    private static double sum(float[] scores) {
        double sum = 0;
        for (float score : scores) {
            sum += score;
        }
        return sum;
    }

    private static float[] noise(long seed, int length) {
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (float) Chance.gaussian(Chance.mix(seed, i));
        }
        return noise;
    }
}
