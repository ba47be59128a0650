package io.millrace.learn.train;

import static io.millrace.learn.train.Trainers.BINARY;
import static io.millrace.learn.train.Trainers.CLASSES;
import static io.millrace.learn.train.Trainers.REGRESSION;
import static io.millrace.learn.train.Trainers.X;
import static io.millrace.learn.train.Trainers.config;
import static io.millrace.learn.train.Trainers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.model.Network;
import io.millrace.learn.train.TrainConfig.Compute;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** L1, max-norm and hold-out in a trainer. */
class RegularizedTrainerTest {

    private static final double[] LABELS = {1, -2, 0.5, 3, -1};

    private final Page page = new Page("train");

    private float[] params(int length) {
        return page.floats("params", length);
    }

    private static RegularizeConfig l1(double l1) {
        return new RegularizeConfig(l1, 0, 0);
    }

    private static RegularizeConfig maxNorm(double maxNorm) {
        return new RegularizeConfig(0, maxNorm, 0);
    }

    private static RegularizeConfig holdOut(int oneIn) {
        return new RegularizeConfig(0, 0, oneIn);
    }

    private float[] descend(double l1, double l2) {
        Page page = new Page("train");
        Trainer trainer = sgd(0.2, 5, 3_000, l2).with(l1(l1)).bind(page, REGRESSION);
        for (int i = 0; i < X.length; i++) {
            trainer.process(Given.sample(LABELS[i], X[i]));
        }
        return page.floats("params", 3);
    }

    /** By scikit-learn 1.9: {@code Lasso(alpha=...)} and {@code ElasticNet(...)} to 1e-12. */
    @Test
    void gradientDescentEndsAtTheLassoAndTheElasticNetOfScikitLearn() {
        assertEnds(0.1, 0, 0.31563875483905185, -1.2629439111912462, 0.6157748669813154);
        assertEnds(0.6, 0, 0.029272949037492817, -0.8563751745594035, 0.5880221314807941);
        assertEnds(0.8, 0, 0, -0.6842105263157893, 0.5394736842105262);
        assertEnds(0.1, 0.2, 0.29333581682476767, -1.0765669278767478, 0.5594640980269546);
    }

    private void assertEnds(double l1, double l2, double... expected) {
        float[] params = descend(l1, l2);
        for (int p = 0; p < 3; p++) {
            assertThat((double) params[p]).isCloseTo(expected[p], within(1e-5));
        }
    }

    @Test
    void anUnneededWeightIsZeroAndNotJustSmall() {
        assertThat(descend(10, 0)[0]).isZero();
        assertThat(descend(10, 0)[1]).isZero();
        // The bias has no penalty: it is the mean.
        assertThat((double) descend(10, 0)[2]).isCloseTo(0.3, within(1e-6));
    }

    @Test
    void oneStepMovesAWeightTowardsZeroByTheRateTimesThePenalty() {
        for (TrainConfig config : new TrainConfig[] {sgd(0.1), Trainers.written(0.1)}) {
            Page page = new Page("train");
            page.put("params", new float[] {1, -0.01f, 5});
            Trainer trainer = config.with(l1(0.5)).bind(page, REGRESSION);
            Sample sample = Given.sample(0, 0, 0);
            trainer.process(sample);
            assertThat(page.floats("params", 3)).containsExactly(0.95f, 0, 4.5f);
        }
    }

    @Test
    void allLayersAreShrunkButNoBiases() {
        ModelConfig model = ModelConfig.mlp(2, 2);
        Network network = new Network(model, REGRESSION, 1);
        float[] ones = new float[network.parameters()];
        Arrays.fill(ones, 1);
        page.put("params", ones);
        Sample sample = Given.sample(0, X[0]);
        sample.weight = 0;
        config(model, 0.5, 1, 1, 0, 0, 0, Compute.LOOPS)
                .with(l1(0.5))
                .bind(page, REGRESSION)
                .process(sample);
        for (int l = 0; l < network.layers(); l++) {
            for (int i = network.weight(l, 0); i < network.bias(l); i++) {
                assertThat(ones[i]).isEqualTo(0.75f);
            }
            assertThat(ones[network.bias(l)]).isEqualTo(1);
        }
    }

    @Test
    void onlyCategoriesOfTheSampleAreShrunk() {
        Schema schema = Given.mixed(1, 0, 3, Given.REGRESSION);
        for (TrainConfig config : new TrainConfig[] {sgd(0.1), Trainers.written(0.1)}) {
            Page page = new Page("train");
            page.put("params", new float[] {1, 2, 3, 4, 5});
            Trainer trainer = config.with(new RegularizeConfig(0.5, 3, 0)).bind(page, schema);
            trainer.process(
                    new Sample(
                            "",
                            null,
                            new FeatureVector(new float[] {0}, new int[] {2}, new float[] {0}),
                            5));
            // 1 and 3 lose 0.05 each, then are scaled from their norm to 3.
            double scale = 3 / Math.sqrt(0.95 * 0.95 + 2.95 * 2.95);
            assertThat(page.floats("params", 5))
                    .containsExactly(
                            new float[] {(float) (0.95 * scale), 2, (float) (2.95 * scale), 4, 5},
                            within(1e-6f));
        }
    }

    @Test
    void noUnitIsReachedByWeightsAboveTheMaximalNorm() {
        ModelConfig model = ModelConfig.mlp(4, 3);
        TrainConfig config = config(model, 0.5, 2, 1, 0, 0, 0, Compute.LOOPS).with(maxNorm(0.7));
        Schema schema = Given.numeric(2, Given.THREE);
        Network network = new Network(model, schema, 3);
        Trainer trainer = config.bind(page, schema);
        for (int i = 0; i < 40; i++) {
            trainer.process(Given.sample(i % 3, X[i % 5]));
        }
        float[] params = params(network.parameters());
        double largest = 0;
        for (int l = 0; l < network.layers(); l++) {
            for (int j = 0; j < network.out(l); j++) {
                double squares = 0;
                for (int i = 0; i < network.in(l); i++) {
                    double w = params[network.weight(l, i) + j];
                    squares += w * w;
                }
                largest = Math.max(largest, Math.sqrt(squares));
            }
        }
        assertThat(largest).isCloseTo(0.7, within(1e-6));
    }

    @Test
    void heldOutSamplesAreScoredAndCountedAndChangeNothing() {
        Trainer trainer = sgd(0.1).with(holdOut(4)).bind(page, BINARY);
        int held = 0;
        Sample sample = Given.sample(0, 0, 0);
        for (int i = 0; i < 4_000; i++) {
            Page before = page.copy();
            sample = new Sample("", "id" + i, FeatureVector.dense(X[i % 5]), CLASSES[i % 5]);
            trainer.process(sample);
            assertThat(sample.prediction).isNotNull();
            if (sample.progress.maskedByRebalance > held) {
                held++;
                assertThat(params(3)).isEqualTo(before.floats("params", 3));
                assertThat(page.longs("steps", 1)).isEqualTo(before.longs("steps", 1));
            }
        }
        assertThat(sample.progress.learned + held).isEqualTo(4_000);
        assertThat(held).isBetween(890, 1_110);
    }

    /** Labels without rhyme or reason, learned by heart: only the training loss can fall. */
    @Test
    void theGapTellsWhatIsRememberedFromWhatIsUnderstood() {
        TrainConfig config = config(ModelConfig.mlp(16), 0.2, 1, 20, 0, 0, 0, Compute.LOOPS);
        Trainer trainer = config.with(holdOut(5)).bind(page, BINARY);
        assertThat(trainer.trainingLoss()).isNaN();
        assertThat(trainer.validationLoss()).isNaN();
        for (int i = 0; i < 2_000; i++) {
            double label = Chance.uniform(Chance.mix(3, i)) < 0.5 ? 0 : 1;
            float x = (float) Chance.gaussian(Chance.mix(1, i));
            float y = (float) Chance.gaussian(Chance.mix(2, i));
            trainer.process(new Sample("", "id" + i, FeatureVector.dense(x, y), label));
        }
        assertThat(trainer.trainingLoss()).isLessThan(0.5);
        assertThat(trainer.validationLoss()).isGreaterThan(Math.log(2));
        assertThat(sgd(0.1).bind(new Page("train"), BINARY).validationLoss()).isNaN();
    }

    @Test
    void lossesAreMeansOfHalfTheSquaredErrorsInWhichOlderOnesFade() {
        Trainer trainer = sgd(0.05).with(holdOut(3)).bind(page, REGRESSION);
        double[] trained = new double[2];
        double[] validated = new double[2];
        double[] prediction = new double[1];
        long held = 0;
        for (int i = 0; i < 60; i++) {
            Sample sample = new Sample("", "id" + i, FeatureVector.dense(X[i % 5]), LABELS[i % 5]);
            trainer.process(sample);
            boolean wasHeld = sample.progress.maskedByRebalance > held;
            held = sample.progress.maskedByRebalance;
            trainer.predict(sample, prediction);
            double error = prediction[0] - sample.label();
            double[] mean = wasHeld ? validated : trained;
            mean[0] = 0.999 * mean[0] + error * error / 2;
            mean[1] = 0.999 * mean[1] + 1;
        }
        assertThat(trainer.trainingLoss()).isCloseTo(trained[0] / trained[1], within(1e-12));
        assertThat(trainer.validationLoss()).isCloseTo(validated[0] / validated[1], within(1e-12));
        assertThat(held).isBetween(5L, 40L);
    }

    @Test
    void theIdTellsWhatIsHeldOutAndItsCopiesWithIt() {
        Trainer trainer = sgd(0.1).with(holdOut(2)).bind(page, BINARY);
        long previous = 0;
        for (int i = 0; i < 50; i++) {
            Sample sample = new Sample("", "id" + i, FeatureVector.dense(1, 2), 1);
            trainer.process(sample);
            long learned = sample.progress.learned;
            float[] before = params(3).clone();
            Sample copy = new Sample("", "id" + i, FeatureVector.dense(1, 2), 1);
            copy.synthetic = true;
            trainer.process(copy);
            assertThat(params(3)[0] == before[0]).isEqualTo(learned == previous);
            previous = learned;
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> l1(-1)).hasMessage("l1 must be 0 or more, got -1.0");
        assertThatThrownBy(() -> maxNorm(Double.NaN))
                .hasMessage("max norm must be 0 or more, got NaN");
        assertThatThrownBy(() -> holdOut(1))
                .hasMessageContaining("hold-out must be 0 or at least 2");
    }
}
