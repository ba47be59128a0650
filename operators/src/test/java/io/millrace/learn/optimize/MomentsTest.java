package io.millrace.learn.optimize;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    private static final float[] PARAMS = new float[2];

    private static Page page(String name, float moment) {
        return new Page("train").put(name, new float[] {0, moment});
    }

    @ParameterizedTest
    @ValueSource(floats = {-1, Float.NaN, Float.POSITIVE_INFINITY})
    void aMeanOfSquaresThatNoRunLeavesIsRefused(float square) {
        assertThatThrownBy(
                        () ->
                                Optimizer.bind(
                                        OptimizerConfig.adam(0.1), page("adam.v", square), PARAMS))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("'adam.v'")
                .hasMessageContaining(Float.toString(square));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
    void aMomentThatIsNotFiniteIsRefused(float moment) {
        assertThatThrownBy(
                        () ->
                                Optimizer.bind(
                                        OptimizerConfig.adam(0.1), page("adam.m", moment), PARAMS))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("'adam.m'");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aStateOfAllThatIsNotFiniteIsRefused(double number) {
        Page page = new Page("train").put("dowg.state", new double[] {0, number, 0});
        OptimizerConfig config = OptimizerConfig.of(OptimizerConfig.Kind.DOWG, 1);
        assertThatThrownBy(() -> Optimizer.bind(config, page, PARAMS))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("'dowg.state'");
    }

    @ParameterizedTest
    @ValueSource(floats = {-1, 0, Float.MAX_VALUE})
    void aFiniteMomentIsTaken(float moment) {
        assertThatCode(
                        () ->
                                Optimizer.bind(
                                        OptimizerConfig.adam(0.1), page("adam.m", moment), PARAMS))
                .doesNotThrowAnyException();
    }
}
