package io.millrace.learn.train;

import static io.millrace.learn.train.Trainers.BINARY;
import static io.millrace.learn.train.Trainers.CLASSES;
import static io.millrace.learn.train.Trainers.REGRESSION;
import static io.millrace.learn.train.Trainers.X;
import static io.millrace.learn.train.Trainers.config;
import static io.millrace.learn.train.Trainers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import io.millrace.learn.train.TrainConfig.Compute;
import org.junit.jupiter.api.Test;

/** Mini-batches, gradient descent over a batch, and hidden layers. */
class BatchTrainerTest {

    private final Page page = new Page("train");

    private float[] params(int length) {
        return page.floats("params", length);
    }

    @Test
    void gradientDescentOverAllSamplesEndsAtRidgeRegression() {
        double l2 = 0.1;
        Trainer trainer = sgd(0.2, 5, 2_000, l2).bind(page, REGRESSION);
        double[] labels = {1, -2, 0.5, 3, -1};
        for (int i = 0; i < X.length; i++) {
            trainer.process(Given.sample(labels[i], X[i]));
        }
        // At the minimum the slope of 1/(2n) Σ (w·x + b - y)² + l2/2 |w|² is zero.
        double[] slope = {l2 * params(3)[0], l2 * params(3)[1], 0};
        for (int i = 0; i < X.length; i++) {
            double error =
                    params(3)[0] * X[i][0] + params(3)[1] * X[i][1] + params(3)[2] - labels[i];
            slope[0] += error * X[i][0] / X.length;
            slope[1] += error * X[i][1] / X.length;
            slope[2] += error / X.length;
        }
        assertThat(slope).containsExactly(new double[3], within(1e-6));
    }

    @Test
    void oneStepOnABatchIsTheMeanOfItsRowsWithWeightsOutsideTheDivisor() {
        double[] weights = {1, 2, 0, 3, 1};
        Trainer trainer = sgd(0.1, 5, 1, 0).bind(page, BINARY);
        double[] expected = new double[3];
        for (int i = 0; i < X.length; i++) {
            Sample sample = Given.sample(CLASSES[i], X[i]);
            sample.weight = weights[i];
            trainer.process(sample);
            double slope = (0.5 - CLASSES[i]) * weights[i] / 5;
            expected[0] -= 0.1 * slope * X[i][0];
            expected[1] -= 0.1 * slope * X[i][1];
            expected[2] -= 0.1 * slope;
        }
        for (int p = 0; p < 3; p++) {
            assertThat((double) params(3)[p]).isCloseTo(expected[p], within(1e-7));
        }
    }

    @Test
    void epochsOnABatchAreStepsOfGradientDescentOnIt() {
        Schema schema = Given.mixed(3, 1, 6, Given.THREE);
        Trainer once = sgd(0.1, 4, 3, 0.01).bind(page, schema);
        Page other = new Page("train");
        Trainer thrice = sgd(0.1, 4, 1, 0.01).bind(other, schema);
        for (int i = 0; i < 4; i++) {
            once.process(mixed(schema, i));
        }
        for (int i = 0; i < 12; i++) {
            thrice.process(mixed(schema, i % 4));
        }
        assertThat(page.floats("params", 33)).isEqualTo(other.floats("params", 33));
    }

    /** The fused row loop, a batch of one in loops, and a batch of one by ND4J are one thing. */
    @Test
    void allWaysToLearnARowAreAlike() {
        Schema schema = Given.mixed(3, 1, 6, Given.THREE);
        float[] fused = learnRows(schema, 0, Compute.LOOPS);
        // A limit that is never reached keeps the gradient written down.
        assertThat(learnRows(schema, 1e9, Compute.LOOPS)).containsExactly(fused, within(1e-5f));
        assertThat(learnRows(schema, 1e9, Compute.ND4J)).containsExactly(fused, within(1e-5f));
    }

    private static float[] learnRows(Schema schema, double clipValue, Compute compute) {
        Page page = new Page("train");
        TrainConfig config =
                new TrainConfig(
                        ModelConfig.linear(),
                        OptimizerConfig.adam(0.01),
                        ScheduleConfig.constant(),
                        1,
                        2,
                        0.01,
                        0.5,
                        clipValue,
                        compute);
        Trainer trainer = config.bind(page, schema);
        for (int i = 0; i < 100; i++) {
            trainer.process(mixed(schema, i));
        }
        return page.floats("params", 11 * 3);
    }

    private static Sample mixed(Schema schema, int i) {
        float[] head = new float[schema.head()];
        for (int x = 0; x < head.length; x++) {
            head[x] = (float) Chance.gaussian(Chance.mix(i, x));
        }
        int[] tail = {schema.head() + i % (schema.width() - schema.head())};
        Sample sample = new Sample("", null, new FeatureVector(head, tail, new float[] {1}), i % 3);
        sample.weight = 1 + i % 2;
        return sample;
    }

    @Test
    void learnsXorByAHiddenLayer() {
        TrainConfig config =
                new TrainConfig(
                        ModelConfig.mlp(8),
                        OptimizerConfig.adam(0.02),
                        ScheduleConfig.constant(),
                        1,
                        1,
                        0,
                        0,
                        0,
                        Compute.LOOPS);
        Trainer trainer = config.bind(page, BINARY);
        for (int i = 0; i < 2_000; i++) {
            trainer.process(xor(i));
        }
        for (int i = 0; i < 4; i++) {
            Sample sample = xor(i);
            trainer.process(sample);
            assertThat(sample.prediction[sample.labelClass()]).isGreaterThan(0.9);
        }
    }

    private static Sample xor(int i) {
        int a = i & 1;
        int b = (i >> 1) & 1;
        return Given.sample(a ^ b, 2 * a - 1, 2 * b - 1);
    }

    @Test
    void onlyCategoriesOfTheBatchMove() {
        Schema schema = Given.mixed(1, 0, 3, Given.REGRESSION);
        float[] given = {1, 2, 3, 4, 5};
        page.put("params", given.clone());
        Trainer trainer = sgd(0.1, 2, 1, 0.5).bind(page, schema);
        for (int i = 0; i < 2; i++) {
            trainer.process(
                    new Sample(
                            "",
                            null,
                            new FeatureVector(new float[] {1}, new int[] {2}, new float[] {1}),
                            0));
        }
        float[] params = params(5);
        assertThat(params[1]).isEqualTo(2);
        assertThat(params[3]).isEqualTo(4);
        assertThat(params[0]).isLessThan(1);
        assertThat(params[2]).isLessThan(3);
        assertThat(params[4]).isLessThan(5);
    }
}
