package io.millrace.learn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.model.nd4j.Nd4jLayer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A factorisation machine against the sum over all pairs that it stands for. */
class FactorPropagationTest {

    private static final int ROWS = 5;
    private static final int BUCKETS = 4;
    private static final int FACTORS = 3;
    private static final Schema SCHEMA = Given.mixed(3, 1, BUCKETS, Given.THREE);

    static Stream<Layer.Factory> factories() {
        return Stream.of(LoopLayer::new, Nd4jLayer::of);
    }

    private final FeatureVector[] samples = new FeatureVector[ROWS];
    private final Batch batch = new Batch(new Page("train"), SCHEMA, ROWS);

    FactorPropagationTest() {
        for (int row = 0; row < ROWS; row++) {
            float[] head = noise(row, SCHEMA.head());
            head[1] = 0;
            // The last bucket is in no sample, the first in two, and one sample has none.
            int[] tail = row == 1 ? new int[] {} : new int[] {4 + row % (BUCKETS - 1)};
            float[] values = row == 1 ? new float[] {} : new float[] {0.5f + row};
            samples[row] = new FeatureVector(head, tail, values);
            batch.set(row, samples[row]);
        }
    }

    private static float[] noise(long seed, int length) {
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (float) Chance.gaussian(Chance.mix(seed, i));
        }
        return noise;
    }

    private static Network network(int outputs) {
        return new Network(ModelConfig.factorisationMachine(FACTORS), SCHEMA, outputs);
    }

    private static double reference(Network network, double[] params, FeatureVector sample, int j) {
        double[] x = new double[SCHEMA.width()];
        for (int i = 0; i < SCHEMA.head(); i++) {
            x[i] = sample.head()[i];
        }
        for (int t = 0; t < sample.tailIndices().length; t++) {
            x[sample.tailIndices()[t]] = sample.tailValues()[t];
        }
        double score = params[network.bias(0) + j];
        int factors = network.outputs() + j * FACTORS;
        for (int a = 0; a < x.length; a++) {
            score += params[network.weight(0, a) + j] * x[a];
            for (int b = a + 1; b < x.length; b++) {
                for (int f = 0; f < FACTORS; f++) {
                    score +=
                            params[network.weight(0, a) + factors + f]
                                    * params[network.weight(0, b) + factors + f]
                                    * x[a]
                                    * x[b];
                }
            }
        }
        return score;
    }

    private static double[] widen(float[] x) {
        double[] wide = new double[x.length];
        Arrays.setAll(wide, i -> x[i]);
        return wide;
    }

    @ParameterizedTest
    @MethodSource("factories")
    void scoresAreTheSumsOverAllPairs(Layer.Factory factory) {
        for (int outputs = 1; outputs <= 3; outputs += 2) {
            Network network = network(outputs);
            float[] params = noise(99, network.parameters());
            FactorPropagation machine = new FactorPropagation(network, batch, factory);
            machine.forward(params);
            float[] scores = machine.forward(params);
            RowForward forward = new RowForward(network);
            for (int row = 0; row < ROWS; row++) {
                double[] raw = new double[outputs];
                forward.score(params, samples[row], raw);
                for (int j = 0; j < outputs; j++) {
                    double expected = reference(network, widen(params), samples[row], j);
                    assertThat(raw[j]).isCloseTo(expected, within(1e-5));
                    assertThat((double) scores[row * outputs + j])
                            .isCloseTo(expected, within(1e-4));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void theGradientIsTheSlopeOfTheSumsOverAllPairs(Layer.Factory factory) {
        for (int outputs = 1; outputs <= 3; outputs += 2) {
            Network network = network(outputs);
            float[] params = noise(99, network.parameters());
            float[] slopes = noise(77, ROWS * outputs);
            FactorPropagation machine = new FactorPropagation(network, batch, factory);
            float[] gradient = new float[params.length];
            for (int time = 0; time < 2; time++) {
                machine.forward(params);
                System.arraycopy(slopes, 0, machine.scoreGradient(), 0, slopes.length);
                machine.backward(gradient);
            }
            double[] wide = widen(params);
            double h = 1e-6;
            for (int i = 0; i < wide.length; i++) {
                double at = wide[i];
                wide[i] = at + h;
                double up = loss(network, wide, slopes);
                wide[i] = at - h;
                double down = loss(network, wide, slopes);
                wide[i] = at;
                double slope = (up - down) / (2 * h);
                assertThat((double) gradient[i])
                        .as("parameter %s", i)
                        .isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
            }
        }
    }

    private double loss(Network network, double[] params, float[] slopes) {
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < network.outputs(); j++) {
                sum +=
                        slopes[row * network.outputs() + j]
                                * reference(network, params, samples[row], j);
            }
        }
        return sum;
    }
}
