package io.millrace.learn.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.learn.Chance;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedShareTest {

    private static final int EXPERTS = 7;
    private static final int SAMPLES = 5_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.1})
    void theLossIsNearThatOfTheBestAndOfTheBestThatChanges(double share) {
        FixedShare shares = new FixedShare(new Page("train"), EXPERTS, share);
        double[] losses = new double[EXPERTS];
        double changing = 0;
        double mixture = 0;
        for (int n = 0; n < SAMPLES; n++) {
            double[] likelihoods = likelihoods(n);
            double mixed = 0;
            for (int i = 0; i < EXPERTS; i++) {
                mixed += shares.weights()[i] * likelihoods[i];
                losses[i] -= Math.log(likelihoods[i]);
            }
            mixture -= Math.log(mixed);
            changing -= Math.log(likelihoods[n < SAMPLES / 2 ? 1 : 4]);
            shares.learn(likelihoods);
            assertThat(Arrays.stream(shares.weights()).sum()).isCloseTo(1, within(1e-12));
        }
        double best = Arrays.stream(losses).min().orElseThrow();
        double staying = SAMPLES * Math.log(1 / (1 - share));
        double bound = Math.log(EXPERTS) + staying;
        assertThat(mixture).isLessThanOrEqualTo(best + bound + 1e-9);
        if (share > 0) {
            assertThat(mixture)
                    .isLessThanOrEqualTo(changing + bound + Math.log(EXPERTS / share) + 1e-9);
            assertThat(changing).as("the stream does change").isLessThan(best - 200);
        }
    }

    /** Expert 1 is good in the first half, expert 4 in the second. */
    private static double[] likelihoods(int n) {
        double[] likelihoods = new double[EXPERTS];
        int good = n < SAMPLES / 2 ? 1 : 4;
        for (int i = 0; i < EXPERTS; i++) {
            double luck = Chance.uniform(Chance.mix(n, i));
            likelihoods[i] = i == good ? 0.5 + 0.5 * luck : 0.05 + 0.9 * luck;
        }
        return likelihoods;
    }
}
