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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both kinds of layers must give: that of a plain reference in double, and its slopes. */
public abstract class PropagationTest {

    private static final int ROWS = 6;
    private static final int BUCKETS = 5;

    /** The kind under test. */
    protected abstract Layer.Factory factory();

    static Stream<ModelConfig> models() {
        return Stream.of(
                ModelConfig.linear(),
                ModelConfig.mlp(4),
                ModelConfig.mlp(1),
                new ModelConfig(List.of(7, 3), Activation.TANH, Init.XAVIER, 1, 3),
                new ModelConfig(List.of(4, 5), Activation.LEAKY_RELU, Init.ORTHOGONAL, 1, 3),
                new ModelConfig(List.of(5, 4), Activation.GELU, Init.ORTHOGONAL, 1, 3),
                new ModelConfig(List.of(5, 6, 4), Activation.RELU, Init.HE, 1, 4));
    }

    /**
     * A batch of samples, parameters, and a weight for each score: a loss that is linear in them.
     */
    private static final class Case {
        final Network network;
        final FeatureVector[] samples = new FeatureVector[ROWS];
        final Batch batch;
        final float[] params;
        final float[] slopes;

        Case(ModelConfig config, int outputs) {
            Schema schema = Given.mixed(3, 1, BUCKETS, Given.THREE);
            network = new Network(config, schema, outputs);
            batch = new Batch(new Page("train"), schema, ROWS);
            for (int row = 0; row < ROWS; row++) {
                float[] head = noise(row, schema.head());
                head[1] = 0;
                // The last bucket is in no sample, the first in two, and one sample has none.
                int[] tail = row == 1 ? new int[] {} : new int[] {4 + row % (BUCKETS - 1)};
                float[] values = row == 1 ? new float[] {} : new float[] {0.5f + row};
                samples[row] = new FeatureVector(head, tail, values);
                batch.set(row, samples[row]);
            }
            params = noise(99, network.parameters());
            slopes = noise(77, ROWS * outputs);
        }

        static float[] noise(long seed, int length) {
            float[] noise = new float[length];
            for (int i = 0; i < length; i++) {
                noise[i] = (float) Chance.gaussian(Chance.mix(seed, i));
            }
            return noise;
        }

        double loss(double[] params) {
            double sum = 0;
            for (int row = 0; row < ROWS; row++) {
                double[] scores = reference(network, params, samples[row]);
                for (int j = 0; j < scores.length; j++) {
                    sum += slopes[row * scores.length + j] * scores[j];
                }
            }
            return sum;
        }
    }

    private static double[] reference(Network network, double[] params, FeatureVector sample) {
        double[] a = new double[network.in(0)];
        for (int i = 0; i < network.head(); i++) {
            a[i] = sample.head()[i];
        }
        for (int t = 0; t < sample.tailIndices().length; t++) {
            a[sample.tailIndices()[t]] = sample.tailValues()[t];
        }
        for (int l = 0; l < network.layers(); l++) {
            double[] z = new double[network.out(l)];
            for (int j = 0; j < z.length; j++) {
                z[j] = params[network.bias(l) + j];
                for (int i = 0; i < a.length; i++) {
                    z[j] += a[i] * params[network.weight(l, i) + j];
                }
                if (l < network.layers() - 1) {
                    z[j] = activation(network.activation(), z[j]);
                }
            }
            a = z;
        }
        return a;
    }

    private static double activation(Activation activation, double z) {
        return switch (activation) {
            case RELU -> Math.max(0, z);
            case LEAKY_RELU -> Math.max(0.01 * z, z);
            case TANH -> Math.tanh(z);
            case GELU ->
                    0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)));
        };
    }

    private static double[] widen(float[] x) {
        double[] wide = new double[x.length];
        Arrays.setAll(wide, i -> x[i]);
        return wide;
    }

    @ParameterizedTest
    @MethodSource("models")
    void scoresAreThoseOfTheReference(ModelConfig model) {
        for (int outputs = 1; outputs <= 3; outputs += 2) {
            Case given = new Case(model, outputs);
            Propagation propagation = new Propagation(given.network, given.batch, factory());
            RowForward forward = new RowForward(given.network);
            float[] scores = propagation.forward(given.params);
            for (int row = 0; row < ROWS; row++) {
                double[] expected =
                        reference(given.network, widen(given.params), given.samples[row]);
                double[] raw = new double[outputs];
                forward.score(given.params, given.samples[row], raw);
                for (int j = 0; j < outputs; j++) {
                    assertThat((double) scores[row * outputs + j])
                            .isCloseTo(expected[j], within(2e-5));
                    assertThat(raw[j]).isCloseTo(expected[j], within(2e-5));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void theGradientIsTheSlopeOfTheReference(ModelConfig model) {
        for (int outputs = 1; outputs <= 3; outputs += 2) {
            Case given = new Case(model, outputs);
            float[] gradient = gradient(given, factory());
            double[] params = widen(given.params);
            double h = 1e-6;
            for (int i = 0; i < params.length; i++) {
                double at = params[i];
                params[i] = at + h;
                double up = given.loss(params);
                params[i] = at - h;
                double down = given.loss(params);
                params[i] = at;
                double slope = (up - down) / (2 * h);
                assertThat((double) gradient[i])
                        .as("parameter %s", i)
                        .isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void bothKindsGiveTheSameWithinFloatRounding(ModelConfig model) {
        Case given = new Case(model, 3);
        assertThat(gradient(given, factory()))
                .containsExactly(gradient(given, LoopLayer::new), within(1e-4f));
    }

    @ParameterizedTest
    @MethodSource("models")
    void twoRunsGiveTheSameBits(ModelConfig model) {
        Case given = new Case(model, 3);
        assertThat(gradient(given, factory())).isEqualTo(gradient(given, factory()));
    }

    private static float[] gradient(Case given, Layer.Factory factory) {
        Propagation propagation = new Propagation(given.network, given.batch, factory);
        float[] gradient = new float[given.network.parameters()];
        // Twice: nothing of an earlier batch may remain.
        for (int time = 0; time < 2; time++) {
            propagation.forward(given.params);
            System.arraycopy(given.slopes, 0, propagation.scoreGradient(), 0, given.slopes.length);
            propagation.backward(gradient);
        }
        return gradient;
    }
}
