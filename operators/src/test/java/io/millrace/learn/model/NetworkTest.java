package io.millrace.learn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.learn.Given;
import io.millrace.learn.model.ModelConfig.Activation;
import io.millrace.learn.model.ModelConfig.Init;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void eachLayerIsAMatrixByInputAndARowOfBiases() {
        Network network = new Network(ModelConfig.mlp(4, 2), Given.mixed(2, 1, 5, Given.THREE), 3);
        assertThat(network.layers()).isEqualTo(3);
        assertThat(network.linear()).isFalse();
        assertThat(network.head()).isEqualTo(3);
        assertThat(network.weight(0, 0)).isZero();
        assertThat(network.weight(0, 1)).isEqualTo(4);
        assertThat(network.bias(0)).isEqualTo(8 * 4);
        assertThat(network.weight(1, 0)).isEqualTo(9 * 4);
        assertThat(network.bias(2)).isEqualTo(9 * 4 + 5 * 2 + 2 * 3);
        assertThat(network.parameters()).isEqualTo(9 * 4 + 5 * 2 + 3 * 3);
    }

    @Test
    void weightsStartWithTheDeviationOfTheirKindAndBiasesAtZero() {
        assertStart(Init.UNIFORM, 0.3 / Math.sqrt(3), 0.3);
        assertStart(Init.NORMAL, 0.3, 2);
        assertStart(Init.XAVIER, Math.sqrt(2.0 / (100 + 80)), Math.sqrt(6.0 / (100 + 80)));
        assertStart(Init.HE, Math.sqrt(2.0 / 100), 1);
    }

    private static void assertStart(Init init, double deviation, double limit) {
        ModelConfig config = new ModelConfig(List.of(80), Activation.RELU, init, 0.3f, 7);
        Network network = new Network(config, Given.numeric(100, Given.REGRESSION), 1);
        float[] params = new float[network.parameters()];
        network.initialize(params, config);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < network.bias(0); i++) {
            sum += params[i];
            squares += params[i] * params[i];
            assertThat(Math.abs(params[i])).isLessThanOrEqualTo((float) limit);
        }
        int n = network.bias(0);
        assertThat(sum / n).isCloseTo(0, within(4 * deviation / Math.sqrt(n)));
        assertThat(Math.sqrt(squares / n)).isCloseTo(deviation, within(0.03 * deviation));
        for (int j = 0; j < 80; j++) {
            assertThat(params[network.bias(0) + j]).isZero();
        }
    }

    @Test
    void theShorterSideOfAnOrthogonalMatrixIsOrthonormal() {
        ModelConfig config =
                new ModelConfig(List.of(20, 30), Activation.TANH, Init.ORTHOGONAL, 1, 7);
        Network network = new Network(config, Given.numeric(50, Given.REGRESSION), 1);
        float[] params = new float[network.parameters()];
        network.initialize(params, config);
        int[] columns = {20, 1, 50, 20};
        int[] rows = {20, 30, 30, 1};
        assertOrthonormal(params, network.weight(0, 0), columns);
        assertOrthonormal(params, network.weight(1, 0), rows);
        assertThat(params[network.bias(0)]).isZero();
        double squares = 0;
        for (int i = network.weight(2, 0); i < network.bias(2); i++) {
            squares += params[i] * params[i];
        }
        assertThat(squares).isCloseTo(1, within(1e-6));
    }

    /**
     * @param shape number of vectors, step between them, their length, step within them
     */
    private static void assertOrthonormal(float[] params, int at, int[] shape) {
        for (int v = 0; v < shape[0]; v++) {
            for (int w = 0; w <= v; w++) {
                double dot = 0;
                for (int i = 0; i < shape[2]; i++) {
                    int inner = at + i * shape[3];
                    dot += (double) params[inner + v * shape[1]] * params[inner + w * shape[1]];
                }
                assertThat(dot).as("%s and %s", v, w).isCloseTo(v == w ? 1 : 0, within(1e-6));
            }
        }
    }

    @Test
    void aConstantStartIsTheScale() {
        ModelConfig config = new ModelConfig(List.of(), Activation.RELU, Init.CONSTANT, 0.25f, 1);
        Network network = new Network(config, Given.numeric(2, Given.BINARY), 1);
        float[] params = new float[3];
        network.initialize(params, config);
        assertThat(params).containsExactly(0.25f, 0.25f, 0);
    }

    @Test
    void theSeedAloneDecidesHowParametersStart() {
        assertThat(start(1)).isEqualTo(start(1)).isNotEqualTo(start(2));
    }

    private static float[] start(long seed) {
        ModelConfig config = new ModelConfig(List.of(3), Activation.TANH, Init.XAVIER, 1, seed);
        Network network = new Network(config, Given.numeric(2, Given.BINARY), 1);
        float[] params = new float[network.parameters()];
        network.initialize(params, config);
        return params;
    }

    @Test
    void refusesModelsThatCannotLearn() {
        assertThatThrownBy(() -> new ModelConfig(List.of(3), Activation.RELU, Init.ZEROS, 1, 1))
                .hasMessageContaining("init zeros cannot train hidden layers");
        assertThatThrownBy(() -> new ModelConfig(List.of(3), Activation.RELU, Init.CONSTANT, 1, 1))
                .hasMessageContaining("init constant cannot train hidden layers");
        assertThatThrownBy(() -> new ModelConfig(List.of(), Activation.RELU, Init.ZEROS, 1, 1, 0.5))
                .hasMessageContaining("dropout needs hidden layers");
        assertThatThrownBy(() -> new ModelConfig(List.of(2), Activation.RELU, Init.HE, 1, 1, 1))
                .hasMessageContaining("dropout must be within [0, 1), got 1.0");
        assertThatThrownBy(() -> ModelConfig.mlp(3, 0))
                .hasMessageContaining("hidden widths must be positive, got [3, 0]");
        assertThatThrownBy(() -> new ModelConfig(List.of(), Activation.RELU, Init.NORMAL, 0, 1))
                .hasMessageContaining("scale must be positive");
    }
}
