package io.millrace.learn.optimize;

import static io.millrace.learn.optimize.Optimizers.ADABELIEF;
import static io.millrace.learn.optimize.Optimizers.ADADELTA;
import static io.millrace.learn.optimize.Optimizers.ADAGRAD;
import static io.millrace.learn.optimize.Optimizers.ADAM;
import static io.millrace.learn.optimize.Optimizers.ADAMAX;
import static io.millrace.learn.optimize.Optimizers.ADAM_W;
import static io.millrace.learn.optimize.Optimizers.AMSGRAD;
import static io.millrace.learn.optimize.Optimizers.COCOB;
import static io.millrace.learn.optimize.Optimizers.DOWG;
import static io.millrace.learn.optimize.Optimizers.FTRL;
import static io.millrace.learn.optimize.Optimizers.GRADIENTS;
import static io.millrace.learn.optimize.Optimizers.MOMENTUM;
import static io.millrace.learn.optimize.Optimizers.NADAM;
import static io.millrace.learn.optimize.Optimizers.NESTEROV;
import static io.millrace.learn.optimize.Optimizers.RMSPROP;
import static io.millrace.learn.optimize.Optimizers.UNCORRECTED;
import static io.millrace.learn.optimize.Optimizers.run;
import static io.millrace.learn.optimize.Optimizers.sparse;
import static io.millrace.learn.optimize.Optimizers.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import org.junit.jupiter.api.Test;

/** Against vectors of numpy and River, which stand beside them with how they were made. */
class OptimizerVectorsTest {

    /** The vectors are by numpy, in double, four steps from (1, -1, 0.5) at rate 0.1. */
    @Test
    void fourStepsAreThoseOfNumpy() {
        assertThat(run(MOMENTUM, new Page("train")))
                .containsExactly(new float[] {0.7956f, -0.8858f, 0.4616561f}, within(1e-6f));
        assertThat(run(ADAM, new Page("train")))
                .containsExactly(new float[] {0.8185808f, -0.8259312f, 0.4340669f}, within(1e-6f));
        assertThat(run(UNCORRECTED, new Page("train")))
                .containsExactly(
                        new float[] {0.34781027f, -0.32258337f, 0.29103873f}, within(1e-6f));
        assertThat(run(NESTEROV, new Page("train")))
                .containsExactly(new float[] {0.80604f, -0.86222f, 0.35539049f}, within(1e-6f));
        assertThat(run(AMSGRAD, new Page("train")))
                .containsExactly(
                        new float[] {0.88803776f, -0.88155427f, 0.40821027f}, within(1e-6f));
        assertThat(run(RMSPROP, new Page("train")))
                .containsExactly(
                        new float[] {0.77968203f, -0.76704767f, 0.22336226f}, within(1e-6f));
    }

    /** By numpy: {@code w -= 0.1 * 0.5 * w} beside each of the same four steps of Adam. */
    @Test
    void decoupledDecayIsBesideTheStep() {
        float[] params = {1, -1, 0.5f};
        Optimizer optimizer = Optimizer.bind(ADAM_W, new Page("train"), params);
        for (float[] gradient : GRADIENTS) {
            optimizer.begin(0.1, 10);
            optimizer.update(params, 0, gradient, 0, 3, 1, 0.5f);
        }
        assertThat(params)
                .containsExactly(
                        new float[] {0.65602841f, -0.65832617f, 0.34939427f}, within(1e-6f));
    }

    /** By numpy, as above. River 0.26 has the same for the first two. */
    @Test
    void adaGradIsThatOfNumpy() {
        assertThat(run(ADAGRAD, new Page("train")))
                .containsExactly(
                        new float[] {0.93011941f, -0.92711234f, 0.41402353f}, within(1e-6f));
    }

    /** By River 0.26: {@code FTRLProximal(alpha=.1, beta=1, l1=0, l2=.5)}, from zero. */
    @Test
    void ftrlIsThatOfRiver() {
        float[] params = new float[3];
        run(Optimizer.bind(sparse(0, 0.5), new Page("train"), params), params);
        assertThat(params)
                .containsExactly(
                        new float[] {-0.02390813f, 0.02290151f, -0.00110791f}, within(1e-7f));
    }

    /** By numpy: McMahan's algorithm 1 as it stands, λ1 = 0.4, λ2 = 0.5, after each step. */
    @Test
    void ftrlMakesZerosAndLeavesThem() {
        float[][] expected = {
            {-0.02926829f, 0.00645161f, 0},
            {-0.05233066f, 0, 0.05242623f},
            {-0.00097537f, 0, 0},
            {-0.00439593f, 0, 0}
        };
        Page page = new Page("train");
        float[] params = new float[3];
        Optimizer optimizer = Optimizer.bind(sparse(0.4, 0.5), page, params);
        for (int t = 0; t < GRADIENTS.length; t++) {
            step(optimizer, params, GRADIENTS[t]);
            assertThat(params).containsExactly(expected[t], within(1e-7f));
        }
        assertThat(page.floats("ftrl.z", 3))
                .containsExactly(
                        new float[] {0.52851503f, -0.35380755f, 0.25927013f}, within(1e-6f));
    }

    /** The usual z of 0 beside given weights would make each of them zero or nearly so. */
    @Test
    void ftrlGoesOnFromGivenWeights() {
        float[] params = {1, -1, 0.5f};
        Optimizer optimizer = Optimizer.bind(sparse(0.4, 0.5), new Page("train"), params);
        step(optimizer, params, new float[] {0, 0, 0});
        assertThat(params).containsExactly(new float[] {1, -1, 0.5f}, within(1e-7f));
        step(optimizer, params, new float[] {0, 0.1f, 0});
        // By hand: w -= g / ((β + √n) / α + λ2).
        assertThat(params).containsExactly(new float[] {1, -1 - 0.1f / 11.5f, 0.5f}, within(1e-6f));
    }

    @Test
    void ftrlUnderAnotherRateGoesOnFromItsWeights() {
        float[] params = new float[3];
        Optimizer optimizer = Optimizer.bind(FTRL, new Page("train"), params);
        run(optimizer, params);
        float[] before = params.clone();
        optimizer.begin(0.001, 0);
        optimizer.update(params, 0, new float[3], 0, 3, 1, 0);
        assertThat(params).containsExactly(before, within(1e-7f));
    }

    /** By numpy: algorithm 2 of the paper as it stands, the four gradients five times over. */
    @Test
    void coinBettingIsThatOfNumpy() {
        float[] params = {1, -1, 0.5f};
        Optimizer optimizer = Optimizer.bind(COCOB, new Page("train"), params);
        for (int times = 0; times < 5; times++) {
            run(optimizer, params);
        }
        assertThat(params)
                .containsExactly(
                        new float[] {0.99666607f, -0.96381203f, 0.48149179f}, within(1e-6f));
    }

    /** By numpy: algorithm 1 of the paper as it stands, the four gradients fifty times over. */
    @Test
    void dowgIsThatOfNumpy() {
        Page page = new Page("train");
        float[] params = new float[3];
        Optimizer optimizer = Optimizer.bind(DOWG, page, params);
        for (int times = 0; times < 50; times++) {
            run(optimizer, params);
        }
        assertThat(params)
                .containsExactly(new float[] {-0.0032832f, 0.007013f, -0.01928901f}, within(1e-7f));
        assertThat(page.doubles("dowg.state", 3)[0]).isCloseTo(0.0204511, within(1e-7));
    }

    /** By River 0.26: {@code AdaMax(.1)}. */
    @Test
    void adaMaxIsThatOfRiver() {
        assertThat(run(ADAMAX, new Page("train")))
                .containsExactly(
                        new float[] {0.83439706f, -0.85033277f, 0.42638283f}, within(2e-6f));
    }

    /** By numpy, as the papers have it, but Nadam without the correction of its second moment. */
    @Test
    void theOthersOfNd4jAreThoseOfNumpy() {
        assertThat(run(NADAM, new Page("train")))
                .containsExactly(
                        new float[] {-6.55656424f, 5.68276186f, -3.96230134f}, within(1e-4f));
        assertThat(run(ADADELTA, new Page("train")))
                .containsExactly(
                        new float[] {0.99977567f, -0.99971351f, 0.49945179f}, within(1e-6f));
        assertThat(run(ADABELIEF, new Page("train")))
                .containsExactly(
                        new float[] {0.79386645f, -0.8098564f, 0.50941935f}, within(5e-6f));
    }

    @Test
    void theFirstStepOfAdamIsTheRateWhateverTheGradient() {
        float[] params = {0, 0, 0};
        step(
                Optimizer.bind(ADAM, new Page("train"), params),
                params,
                new float[] {1e-3f, -7, 1e9f});
        assertThat(params).containsExactly(new float[] {-0.1f, 0.1f, -0.1f}, within(2e-6f));
    }
}
