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
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

class OptimizerTest {

    private static final float[][] GRADIENTS = {
        {1, -0.5f, 0.001f}, {0.5f, 0.25f, -2}, {-1.5f, 0, 3}, {0.1f, -0.1f, 0.1f}
    };

    private static final OptimizerConfig SGD = OptimizerConfig.sgd(0.1);
    private static final OptimizerConfig MOMENTUM =
            new OptimizerConfig(Kind.SGD, 0.1, 0.9, 0.9, 0.999, 1e-8, true);
    private static final OptimizerConfig ADAM = OptimizerConfig.adam(0.1);
    private static final OptimizerConfig UNCORRECTED =
            new OptimizerConfig(Kind.ADAM, 0.1, 0, 0.9, 0.999, 1e-8, false);

    static Stream<OptimizerConfig> all() {
        return Stream.of(SGD, MOMENTUM, ADAM, UNCORRECTED);
    }

    private static float[] run(OptimizerConfig config, Page page) {
        float[] params = {1, -1, 0.5f};
        Optimizer optimizer = Optimizer.bind(config, page, 3);
        for (float[] gradient : GRADIENTS) {
            step(optimizer, params, gradient);
        }
        return params;
    }

    private static void step(Optimizer optimizer, float[] params, float[] gradient) {
        optimizer.begin(0.1);
        optimizer.update(params, 0, gradient, 0, params.length, 1, 0);
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
    }

    @Test
    void theFirstStepOfAdamIsTheRateWhateverTheGradient() {
        float[] params = {0, 0, 0};
        step(Optimizer.bind(ADAM, new Page("train"), 3), params, new float[] {1e-3f, -7, 1e9f});
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
        OptimizerConfig config = new OptimizerConfig(Kind.ADAM, 0.1, 0, 0.9, 0.999, 1e-12, true);
        float[] expected = nd4j(new Adam(0.1, 0.9, 0.999, 1e-12), 6);
        assertThat(run(config, new Page("train"))).containsExactly(expected, within(2e-6f));
    }

    /** ND4J has Nesterov's momentum only, which keeps the same velocity and looks ahead of it. */
    @Test
    void theVelocityOfMomentumIsThatOfNd4j() {
        INDArray state = Nd4j.create(1, 3);
        nd4j(new Nesterovs(0.1, 0.9), state);
        Page page = new Page("train");
        run(MOMENTUM, page);
        assertThat(page.floats("momentum.velocity", 3))
                .containsExactly(state.toFloatVector(), within(1e-6f));
    }

    private static float[] nd4j(IUpdater config, int stateSize) {
        return nd4j(config, stateSize == 0 ? null : Nd4j.create(1, stateSize));
    }

    private static float[] nd4j(IUpdater config, INDArray state) {
        GradientUpdater<?> updater = config.instantiate(state, true);
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
        Optimizer optimizer = Optimizer.bind(config, new Page("train"), 5);
        optimizer.begin(0.1);
        optimizer.update(one, 2, direction, 1, 3, -2, 0.5f);
        float[] other = {1, -1, 0.5f};
        float[] written = {-1 + 0.5f, 2 - 0.5f, -0.5f + 0.25f};
        step(Optimizer.bind(config, new Page("train"), 3), other, written);
        assertThat(one)
                .containsExactly(new float[] {9, 9, other[0], other[1], other[2]}, within(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("all")
    void parametersWithoutAGradientStayAndSoDoTheirMoments(OptimizerConfig config) {
        Page page = new Page("train");
        float[] params = {1, -1, 0.5f};
        Optimizer optimizer = Optimizer.bind(config, page, 3);
        step(optimizer, params, GRADIENTS[0]);
        float before = params[2];
        Page state = page.copy();
        optimizer.begin(0.1);
        optimizer.update(params, 0, GRADIENTS[1], 0, 2, 1, 0);
        assertThat(params[2]).isEqualTo(before);
        for (String name : new String[] {"adam.m", "adam.v", "momentum.velocity"}) {
            if (page.has(name)) {
                assertThat(page.floats(name, 3)[2]).isEqualTo(state.floats(name, 3)[2]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void goesOnFromItsPageToTheBit(OptimizerConfig config) {
        Page page = new Page("train");
        float[] params = {1, -1, 0.5f};
        Optimizer optimizer = Optimizer.bind(config, page, 3);
        step(optimizer, params, GRADIENTS[0]);
        Optimizer restored = Optimizer.bind(config, page.copy(), 3);
        float[] copy = params.clone();
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
        Optimizer optimizer = Optimizer.bind(config, new Page("train"), 1);
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

    @ParameterizedTest
    @MethodSource("all")
    void momentsThatDecayNeverBecomeSubnormal(OptimizerConfig config) {
        Page page = new Page("train");
        float[] params = {0};
        Optimizer optimizer = Optimizer.bind(config, page, 1);
        step(optimizer, params, new float[] {1e-12f});
        for (int t = 0; t < 200_000; t++) {
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
        assertThatThrownBy(() -> new OptimizerConfig(Kind.ADAM, 0.1, 0, 0.9, 1, 1e-8, true))
                .hasMessageContaining("beta2 must be within [0, 1)");
        assertThatThrownBy(() -> new OptimizerConfig(Kind.ADAM, 0.1, 0, 0.9, 0.5, 1e-8, true))
                .hasMessageContaining("beta2 must be above beta1 squared");
        assertThatThrownBy(() -> new OptimizerConfig(Kind.ADAM, 0.1, 0, 0.9, 0.9, 0, true))
                .hasMessageContaining("epsilon");
    }
}
