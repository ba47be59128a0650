package io.millrace.learn.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.learn.Chance;
import io.millrace.learn.optimize.OptimizerConfig.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

class OptimizerTest {

    private static final float[][] GRADIENTS = {
        {1, -0.5f, 0.001f}, {0.5f, 0.25f, -2}, {-1.5f, 0, 3}, {0.1f, -0.1f, 0.1f}
    };

    private static final OptimizerConfig SGD = OptimizerConfig.sgd(0.1);
    private static final OptimizerConfig MOMENTUM = SGD.withMomentum(0.9, false);
    private static final OptimizerConfig NESTEROV = SGD.withMomentum(0.9, true);
    private static final OptimizerConfig ADAM = OptimizerConfig.adam(0.1);
    private static final OptimizerConfig UNCORRECTED = adam(0.9, 0.999, 1e-8, false, false, false);
    private static final OptimizerConfig AMSGRAD = adam(0.5, 0.9, 1e-8, true, true, false);
    private static final OptimizerConfig ADAM_W = adam(0.9, 0.999, 1e-8, true, false, true);
    private static final OptimizerConfig ADAGRAD = OptimizerConfig.of(Kind.ADAGRAD, 0.1);
    private static final OptimizerConfig RMSPROP = OptimizerConfig.of(Kind.RMSPROP, 0.1);
    private static final OptimizerConfig FTRL = OptimizerConfig.of(Kind.FTRL, 0.1);
    private static final OptimizerConfig COCOB = OptimizerConfig.of(Kind.COCOB, 0.1);
    private static final OptimizerConfig DOWG = OptimizerConfig.of(Kind.DOWG, 0.1);
    private static final OptimizerConfig ADAMAX = OptimizerConfig.of(Kind.ADAMAX, 0.1);
    private static final OptimizerConfig NADAM = OptimizerConfig.of(Kind.NADAM, 0.1);
    private static final OptimizerConfig ADADELTA = OptimizerConfig.of(Kind.ADADELTA, 0.1);
    private static final OptimizerConfig ADABELIEF = OptimizerConfig.of(Kind.ADABELIEF, 0.1);

    static Stream<OptimizerConfig> all() {
        return Stream.of(
                SGD,
                MOMENTUM,
                NESTEROV,
                ADAM,
                UNCORRECTED,
                AMSGRAD,
                ADAM_W,
                ADAGRAD,
                RMSPROP,
                FTRL,
                sparse(0.4, 0.5),
                COCOB,
                DOWG,
                ADAMAX,
                NADAM,
                ADADELTA,
                ADABELIEF);
    }

    private static OptimizerConfig adam(
            double beta1,
            double beta2,
            double epsilon,
            boolean corrected,
            boolean amsgrad,
            boolean decoupled) {
        return new OptimizerConfig(
                Kind.ADAM,
                0.1,
                0,
                false,
                beta1,
                beta2,
                epsilon,
                corrected,
                amsgrad,
                decoupled,
                ProximalConfig.defaults(),
                AggressiveConfig.defaults(),
                AverageConfig.none());
    }

    private static OptimizerConfig sparse(double l1, double l2) {
        return new OptimizerConfig(
                Kind.FTRL,
                0.1,
                0,
                false,
                0.9,
                0.999,
                1e-8,
                true,
                false,
                false,
                new ProximalConfig(1, l1, l2),
                AggressiveConfig.defaults(),
                AverageConfig.none());
    }

    private static float[] run(OptimizerConfig config, Page page) {
        float[] params = {1, -1, 0.5f};
        return run(Optimizer.bind(config, page, params), params);
    }

    private static float[] run(Optimizer optimizer, float[] params) {
        for (float[] gradient : GRADIENTS) {
            step(optimizer, params, gradient);
        }
        return params;
    }

    private static void step(Optimizer optimizer, float[] params, float[] gradient) {
        optimizer.begin(0.1, norm(gradient));
        optimizer.update(params, 0, gradient, 0, params.length, 1, 0);
    }

    private static double norm(float... gradient) {
        double squared = 0;
        for (float g : gradient) {
            squared += (double) g * g;
        }
        return Math.sqrt(squared);
    }

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

    /** What has no learning rate has none, and comes near the least of |w - 3| from 0 by itself. */
    @ParameterizedTest
    @MethodSource("withoutARate")
    void findsItsOwnRate(OptimizerConfig config) {
        float[] params = {0};
        Optimizer optimizer = Optimizer.bind(config, new Page("train"), params);
        double sum = 0;
        for (int t = 0; t < 4_000; t++) {
            step(optimizer, params, new float[] {Math.signum(params[0] - 3)});
            sum += t < 2_000 ? 0 : params[0];
        }
        assertThat(sum / 2_000).isCloseTo(3, within(0.1));
    }

    static Stream<OptimizerConfig> withoutARate() {
        return Stream.of(COCOB, DOWG);
    }

    @ParameterizedTest
    @MethodSource("all")
    void startedAnewItIsANewOneAtTheSameParameters(OptimizerConfig config) {
        Page page = new Page("train");
        float[] params = run(config, page);
        float[] copy = params.clone();
        Optimizer old = Optimizer.bind(config, page, params);
        Page fresh = new Page("train");
        Optimizer other = Optimizer.bind(config, fresh, copy);
        old.restart(params);
        assertThat(params).isEqualTo(copy);
        assertThat(page).isEqualTo(fresh);
        run(old, params);
        run(other, copy);
        assertThat(params).isEqualTo(copy);
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

    @Test
    void sgdIsThatOfNd4j() {
        assertThat(run(SGD, new Page("train")))
                .containsExactly(nd4j(new Sgd(0.1), 0), within(1e-6f));
    }

    /** ND4J adds epsilon before it corrects the second moment: alike where epsilon is small. */
    @Test
    void adamIsThatOfNd4j() {
        OptimizerConfig config = adam(0.9, 0.999, 1e-12, true, false, false);
        float[] expected = nd4j(new Adam(0.1, 0.9, 0.999, 1e-12), 6);
        assertThat(run(config, new Page("train"))).containsExactly(expected, within(2e-6f));
    }

    @Test
    void nesterovsMomentumIsThatOfNd4j() {
        INDArray state = Nd4j.create(1, 3);
        float[] expected = nd4j(new Nesterovs(0.1, 0.9), state);
        Page page = new Page("train");
        assertThat(run(NESTEROV, page)).containsExactly(expected, within(1e-6f));
        assertThat(page.floats("momentum.velocity", 3))
                .containsExactly(state.toFloatVector(), within(1e-6f));
    }

    /** Which keeps the same velocity, but does not look ahead. */
    @Test
    void theVelocityOfMomentumIsThatOfNd4j() {
        INDArray state = Nd4j.create(1, 3);
        nd4j(new Nesterovs(0.1, 0.9), state);
        Page page = new Page("train");
        run(MOMENTUM, page);
        assertThat(page.floats("momentum.velocity", 3))
                .containsExactly(state.toFloatVector(), within(1e-6f));
    }

    @Test
    void amsGradIsThatOfNd4j() {
        OptimizerConfig config = adam(0.5, 0.9, 1e-12, true, true, false);
        assertThat(run(config, new Page("train")))
                .containsExactly(nd4j(new AMSGrad(0.1, 0.5, 0.9, 1e-12), 9), within(2e-6f));
    }

    /** ND4J would start its sum at 1e-6, had its state not been made here. */
    @Test
    void adaGradIsThatOfNd4j() {
        assertThat(run(ADAGRAD, new Page("train")))
                .containsExactly(nd4j(new AdaGrad(0.1, 1e-8), 3), within(2e-6f));
    }

    @Test
    void rmsPropIsThatOfNd4j() {
        assertThat(run(RMSPROP, new Page("train")))
                .containsExactly(nd4j(new RmsProp(0.1, 0.9, 1e-8), 3), within(2e-6f));
    }

    private static float[] nd4j(IUpdater config, int stateSize) {
        return nd4j(config, stateSize == 0 ? null : Nd4j.create(1, stateSize));
    }

    private static float[] nd4j(IUpdater config, INDArray state) {
        GradientUpdater<?> updater = config.instantiate(state, false);
        INDArray params = Nd4j.create(new float[][] {{1, -1, 0.5f}});
        for (int t = 0; t < GRADIENTS.length; t++) {
            INDArray update = Nd4j.create(new float[][] {GRADIENTS[t].clone()});
            updater.applyUpdater(update, t, 0);
            params.subi(update);
        }
        return params.toFloatVector();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aScaledDirectionIsTheGradientWrittenDown(OptimizerConfig config) {
        float[] direction = {9, 0.5f, -1, 0.25f};
        float[] one = {9, 9, 1, -1, 0.5f};
        float l2 = config.decoupled() ? 0 : 0.5f;
        float[] other = {1, -1, 0.5f};
        float[] written = {-1 + l2, 2 - l2, -0.5f + l2 / 2};
        Optimizer optimizer = Optimizer.bind(config, new Page("train"), one);
        optimizer.begin(0.1, norm(written));
        optimizer.update(one, 2, direction, 1, 3, -2, l2);
        step(Optimizer.bind(config, new Page("train"), other), other, written);
        assertThat(one)
                .containsExactly(new float[] {9, 9, other[0], other[1], other[2]}, within(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("all")
    void parametersWithoutAGradientStayAndSoDoTheirMoments(OptimizerConfig config) {
        Page page = new Page("train");
        float[] params = {1, -1, 0.5f};
        Optimizer optimizer = Optimizer.bind(config, page, params);
        step(optimizer, params, GRADIENTS[0]);
        float before = params[2];
        Page state = page.copy();
        optimizer.begin(0.1, norm(0.5f, 0.25f));
        optimizer.update(params, 0, GRADIENTS[1], 0, 2, 1, 0);
        assertThat(params[2]).isEqualTo(before);
        for (String name : page.arrays().keySet()) {
            if (page.arrays().get(name) instanceof float[] array) {
                assertThat(array[2]).as(name).isEqualTo(state.floats(name, 3)[2]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void goesOnFromItsPageToTheBit(OptimizerConfig config) {
        Page page = new Page("train");
        float[] params = {1, -1, 0.5f};
        Optimizer optimizer = Optimizer.bind(config, page, params);
        step(optimizer, params, GRADIENTS[0]);
        float[] copy = params.clone();
        Optimizer restored = Optimizer.bind(config, page.copy(), copy);
        for (int t = 1; t < GRADIENTS.length; t++) {
            step(optimizer, params, GRADIENTS[t]);
            step(restored, copy, GRADIENTS[t]);
        }
        assertThat(copy).isEqualTo(params);
    }

    @ParameterizedTest
    @MethodSource("all")
    void noMoveIsAboveItsBound(OptimizerConfig config) {
        float[] params = {0};
        Optimizer optimizer = Optimizer.bind(config, new Page("train"), params);
        double largest = 0;
        for (int t = 0; t < 3_000; t++) {
            // Mostly nothing, then a blow: the worst case of a ratio of moving averages.
            double size = t % 500 < 400 ? 1e-6 : Math.pow(10, t % 7);
            float g = (float) (size * Chance.gaussian(t));
            largest = Math.max(largest, Math.abs(g));
            float before = params[0];
            step(optimizer, params, new float[] {g});
            assertThat((double) Math.abs(params[0] - before))
                    .isLessThanOrEqualTo(optimizer.largestMove(largest, 0.1) * 1.0001);
        }
    }

    /** ND4J is slow, so they decay fast. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ADAMAX", "NADAM", "ADADELTA", "ADABELIEF"})
    void norDoThoseOfNd4j(Kind kind) {
        OptimizerConfig config =
                new OptimizerConfig(
                        kind,
                        0.1,
                        0,
                        false,
                        0.5,
                        0.5,
                        1e-8,
                        true,
                        false,
                        false,
                        ProximalConfig.defaults(),
                        AggressiveConfig.defaults(),
                        AverageConfig.none());
        becomeNeverSubnormal(config, 300);
    }

    static Stream<OptimizerConfig> ours() {
        return all().filter(config -> !config.kind().byNd4j());
    }

    @ParameterizedTest
    @MethodSource("ours")
    void momentsThatDecayNeverBecomeSubnormal(OptimizerConfig config) {
        becomeNeverSubnormal(config, 200_000);
    }

    private static void becomeNeverSubnormal(OptimizerConfig config, int steps) {
        Page page = new Page("train");
        float[] params = {0};
        Optimizer optimizer = Optimizer.bind(config, page, params);
        step(optimizer, params, new float[] {1e-12f});
        for (int t = 0; t < steps; t++) {
            step(optimizer, params, new float[] {0});
        }
        page.arrays().values().stream()
                .filter(float[].class::isInstance)
                .map(array -> Math.abs(((float[]) array)[0]))
                .forEach(x -> assertThat(x == 0 || x >= Float.MIN_NORMAL).isTrue());
    }

    @Test
    void refusesRatesAndDecaysWithoutMeaning() {
        assertThatThrownBy(() -> OptimizerConfig.sgd(0))
                .hasMessageContaining("learning rate must be positive, got 0");
        assertThatThrownBy(() -> OptimizerConfig.sgd(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> adam(0.9, 1, 1e-8, true, false, false))
                .hasMessageContaining("beta2 must be within [0, 1)");
        assertThatThrownBy(() -> adam(0.9, 0.5, 1e-8, true, false, false))
                .hasMessageContaining("beta2 must be above beta1 squared");
        assertThatThrownBy(() -> adam(0.9, 0.9, 0, true, false, false))
                .hasMessageContaining("epsilon");
        assertThatThrownBy(() -> new ProximalConfig(0, 0, 0)).hasMessageContaining("beta must be");
        assertThatThrownBy(() -> sparse(-1, 0)).hasMessageContaining("l1 must be 0 or more");
        assertThatThrownBy(() -> sparse(0, Double.NaN)).hasMessageContaining("l2 must be");
        assertThatThrownBy(() -> new AggressiveConfig(0, 0)).hasMessageContaining("aggressiveness");
        assertThatThrownBy(() -> new AggressiveConfig(1, -1)).hasMessageContaining("insensitivity");
    }
}
