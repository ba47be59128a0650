package io.millrace.learn.optimize;

import static io.millrace.learn.optimize.Optimizers.COCOB;
import static io.millrace.learn.optimize.Optimizers.DOWG;
import static io.millrace.learn.optimize.Optimizers.GRADIENTS;
import static io.millrace.learn.optimize.Optimizers.adam;
import static io.millrace.learn.optimize.Optimizers.norm;
import static io.millrace.learn.optimize.Optimizers.run;
import static io.millrace.learn.optimize.Optimizers.sparse;
import static io.millrace.learn.optimize.Optimizers.step;
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

/** What all of them keep to. */
class OptimizerTest {

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
    @MethodSource("io.millrace.learn.optimize.Optimizers#all")
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

    @ParameterizedTest
    @MethodSource("io.millrace.learn.optimize.Optimizers#all")
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
    @MethodSource("io.millrace.learn.optimize.Optimizers#all")
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
    @MethodSource("io.millrace.learn.optimize.Optimizers#all")
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
    @MethodSource("io.millrace.learn.optimize.Optimizers#all")
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
        return Optimizers.all().filter(config -> !config.kind().byNd4j());
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
