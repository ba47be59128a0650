package io.millrace.learn.train;

import static io.millrace.learn.train.Trainers.BINARY;
import static io.millrace.learn.train.Trainers.CLASSES;
import static io.millrace.learn.train.Trainers.REGRESSION;
import static io.millrace.learn.train.Trainers.X;
import static io.millrace.learn.train.Trainers.config;
import static io.millrace.learn.train.Trainers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.train.TrainConfig.Compute;
import org.junit.jupiter.api.Test;

/** Linear models row by row, held against other libraries. */
class LinearTrainerTest {

    private final Page page = new Page("train");

    private float[] params(int length) {
        return page.floats("params", length);
    }

    /**
     * By scikit-learn 1.9: {@code SGDClassifier(loss='log_loss', learning_rate='constant',
     * eta0=0.1, penalty=None, shuffle=False)}, {@code partial_fit} row by row, each row scored by
     * {@code predict_proba} before.
     */
    @Test
    void logisticRegressionIsThatOfScikitLearn() {
        double[][] expected = {
            {0.5, -0.025, 0.05, -0.05},
            {0.5031249593105316, 0.04953125610342026, 0.14937500813789367, -0.0003124959310531611},
            {0.49997070350649725, 0.08702905886640755, 0.13687574055023125, -0.05030956628170289},
            {0.5138241461557097, 0.18426422963526562, 0.11256694785801673, -0.001691980897273862},
            {0.47017163138788687, 0.11803568355875149, 0.16554978471922804, 0.05129085596393744}
        };
        Trainer trainer = sgd(0.1).bind(page, BINARY);
        for (int i = 0; i < X.length; i++) {
            Sample sample = Given.sample(CLASSES[i], X[i]);
            trainer.process(sample);
            assertThat(sample.prediction[1]).isCloseTo(expected[i][0], within(1e-7));
            for (int p = 0; p < 3; p++) {
                assertThat((double) params(3)[p]).isCloseTo(expected[i][p + 1], within(1e-7));
            }
        }
    }

    /** By scikit-learn 1.9, as above, with {@code sample_weight=[1, 2, 0.5, 3, 1]}. */
    @Test
    void aHeavierSampleMovesTheModelMore() {
        double[] weights = {1, 2, 0.5, 3, 1};
        Trainer trainer = sgd(0.1).bind(page, BINARY);
        for (int i = 0; i < X.length; i++) {
            Sample sample = Given.sample(CLASSES[i], X[i]);
            sample.weight = weights[i];
            trainer.process(sample);
        }
        assertThat(params(3))
                .containsExactly(
                        new float[] {0.34650522f, 0.22908922f, 0.21460295f}, within(1e-7f));
    }

    /** By scikit-learn 1.9: {@code SGDRegressor(loss='squared_error', ...)} as above. */
    @Test
    void linearRegressionIsThatOfScikitLearn() {
        double[] labels = {1, -2, 0.5, 3, -1};
        Trainer trainer = sgd(0.1).bind(page, REGRESSION);
        for (int i = 0; i < X.length; i++) {
            trainer.process(Given.sample(labels[i], X[i]));
        }
        assertThat(params(3))
                .containsExactly(
                        new float[] {0.40839966f, -0.66613555f, 0.27801191f}, within(1e-6f));
    }

    /** By numpy: {@code W -= 0.1 * outer(x, softmax(x W + b) - onehot)}, five rows. */
    @Test
    void softmaxRegressionIsThatOfNumpy() {
        int[] classes = {2, 0, 1, 1, 2};
        Trainer trainer = sgd(0.1).bind(page, Given.numeric(2, Given.THREE));
        for (int i = 0; i < X.length; i++) {
            trainer.process(Given.sample(classes[i], X[i]));
        }
        assertThat(params(9))
                .containsExactly(
                        new float[] {
                            0.07852182f, 0.07065274f, -0.14917455f,
                            0.13991597f, -0.08657467f, -0.0533413f,
                            -0.07507373f, 0.04161543f, 0.03345831f
                        },
                        within(1e-7f));
    }

    @Test
    void learnsALineFromItsPoints() {
        Trainer trainer = sgd(0.05).bind(page, Given.numeric(1, Given.REGRESSION));
        for (int i = 0; i < 2_000; i++) {
            float x = (float) (2 * Chance.uniform(Chance.mix(1, i)) - 1);
            trainer.process(Given.sample(2 * x + 1, x));
        }
        assertThat(params(2)).containsExactly(new float[] {2, 1}, within(1e-4f));
    }

    @Test
    void offsetsShiftWhatIsLearnedButNotWhatIsSaid() {
        Trainer trainer = sgd(1).bind(page, BINARY);
        Sample sample = Given.sample(1, 0, 0);
        sample.logitOffsets = new double[] {-1, 0.5};
        trainer.process(sample);
        assertThat(sample.prediction).containsExactly(0.5, 0.5);
        assertThat((double) params(3)[2]).isCloseTo(1 / (1 + Math.exp(1.5)), within(1e-7));
    }

    @Test
    void theOrderOfFeaturesHasNoEffect() {
        Trainer straight = sgd(0.1).bind(page, BINARY);
        Page other = new Page("train");
        Trainer mirrored = sgd(0.1).bind(other, BINARY);
        for (int i = 0; i < 50; i++) {
            float[] x = X[i % 5];
            straight.process(Given.sample(CLASSES[i % 5], x));
            mirrored.process(Given.sample(CLASSES[i % 5], x[1], x[0]));
        }
        float[] mirror = other.floats("params", 3);
        assertThat(params(3))
                .containsExactly(new float[] {mirror[1], mirror[0], mirror[2]}, within(1e-6f));
    }

    @Test
    void clippingByNormKeepsTheDirection() {
        TrainConfig config = config(ModelConfig.linear(), 1, 1, 1, 0, 0.5, 0, Compute.LOOPS);
        config.bind(page, REGRESSION).process(Given.sample(-100, 2, 2));
        // The gradient is 100 (2, 2, 1), of norm 300.
        assertThat(params(3))
                .containsExactly(new float[] {-1 / 3f, -1 / 3f, -1 / 6f}, within(1e-6f));
    }

    @Test
    void clippingByValueCutsEachComponent() {
        TrainConfig config = config(ModelConfig.linear(), 1, 1, 1, 0, 0, 0.5, Compute.LOOPS);
        config.bind(page, REGRESSION).process(Given.sample(-1, 0.25f, -3));
        assertThat(params(3)).containsExactly(-0.25f, 0.5f, -0.5f);
    }

    @Test
    void predictsWhatProcessWouldSayAndLearnsNothing() {
        Trainer trainer = sgd(0.1).bind(page, REGRESSION);
        trainer.process(Given.sample(3, X[0]));
        Page before = page.copy();
        double[] prediction = new double[1];
        Sample sample = Given.sample(3, X[1]);
        sample.targetMean = 100;
        sample.targetScale = 20;
        trainer.predict(sample, prediction);
        assertThat(page).isEqualTo(before);
        trainer.process(sample);
        assertThat(sample.prediction).containsExactly(prediction);
    }
}
