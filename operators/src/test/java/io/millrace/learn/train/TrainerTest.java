package io.millrace.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import io.millrace.learn.train.TrainConfig.Compute;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTest {

    private static final float[][] X = {
        {0.5f, -1}, {1.5f, 2}, {-0.75f, 0.25f}, {2, -0.5f}, {-1.25f, 1}
    };
    private static final double[] CLASSES = {0, 1, 0, 1, 1};
    private static final Schema BINARY = Given.numeric(2, Given.BINARY);
    private static final Schema REGRESSION = Given.numeric(2, Given.REGRESSION);

    private final Page page = new Page("train");

    /** A linear model by SGD at a constant rate, row by row, with nothing else on. */
    private static TrainConfig sgd(double rate) {
        return sgd(rate, 1, 1, 0);
    }

    private static TrainConfig sgd(double rate, int batch, int epochs, double l2) {
        return config(ModelConfig.linear(), rate, batch, epochs, l2, 0, 0, Compute.LOOPS);
    }

    private static TrainConfig config(
            ModelConfig model,
            double rate,
            int batch,
            int epochs,
            double l2,
            double clipNorm,
            double clipValue,
            Compute compute) {
        return new TrainConfig(
                model,
                OptimizerConfig.sgd(rate),
                ScheduleConfig.constant(),
                batch,
                epochs,
                l2,
                clipNorm,
                clipValue,
                compute);
    }

    private float[] params(int length) {
        return page.floats("params", length);
    }

    private static void assertTotals(Sample sample, long learned, long pending, long nonFinite) {
        assertThat(sample.progress.learned).as("learned").isEqualTo(learned);
        assertThat(sample.progress.pending).as("pending").isEqualTo(pending);
        assertThat(sample.progress.maskedNonFinite).as("non-finite").isEqualTo(nonFinite);
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
    void learnsALineFromItsPoints() {
        Trainer trainer = sgd(0.05).bind(page, Given.numeric(1, Given.REGRESSION));
        for (int i = 0; i < 2_000; i++) {
            float x = (float) (2 * Chance.uniform(Chance.mix(1, i)) - 1);
            trainer.process(Given.sample(2 * x + 1, x));
        }
        assertThat(params(2)).containsExactly(new float[] {2, 1}, within(1e-4f));
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
    void offsetsShiftWhatIsLearnedButNotWhatIsSaid() {
        Trainer trainer = sgd(1).bind(page, BINARY);
        Sample sample = Given.sample(1, 0, 0);
        sample.logitOffsets = new double[] {-1, 0.5};
        trainer.process(sample);
        assertThat(sample.prediction).containsExactly(0.5, 0.5);
        assertThat((double) params(3)[2]).isCloseTo(1 / (1 + Math.exp(1.5)), within(1e-7));
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
    void maskedSamplesAreScoredAndCountedAndChangeNothing() {
        Trainer trainer = sgd(0.1).bind(page, BINARY);
        trainer.process(Given.sample(1, X[1]));
        float[] before = params(3).clone();
        Sample sample = Given.sample(0, X[0]);
        sample.masked = true;
        trainer.process(sample);
        assertThat(sample.prediction[1]).isNotEqualTo(0.5);
        assertThat(sample.progress.maskedByRebalance).isEqualTo(1);
        assertThat(params(3)).isEqualTo(before);
    }

    @Test
    void syntheticSamplesAreLearnedAndNeitherScoredNorCounted() {
        Trainer trainer = sgd(0.1, 2, 1, 0).bind(page, BINARY);
        Sample real = Given.sample(1, X[0]);
        trainer.process(real);
        assertTotals(real, 0, 1, 0);
        Sample synthetic = Given.sample(1, X[1]);
        synthetic.synthetic = true;
        trainer.process(synthetic);
        assertThat(synthetic.prediction).isNull();
        assertTotals(synthetic, 1, 0, 0);
        assertThat(params(3)[2]).isPositive();
    }

    @Test
    void whatIsNotFiniteIsLeftOutAndCountedAndNothingMoves() {
        for (int batch : new int[] {1, 4}) {
            Page page = new Page("train");
            Trainer trainer = sgd(0.1, batch, 1, 0.01).bind(page, BINARY);
            trainer.process(Given.sample(1, X[1]));
            Page before = page.copy();
            Sample heavy = Given.sample(1, X[1]);
            heavy.weight = Double.POSITIVE_INFINITY;
            Sample offset = Given.sample(1, X[1]);
            offset.logitOffsets = new double[] {0, Double.NaN};
            List<Sample> bad =
                    List.of(
                            Given.sample(1, Float.NaN, 0),
                            Given.sample(1, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY),
                            Given.sample(0, 3e38f, 3e38f),
                            heavy,
                            offset);
            for (int i = 0; i < bad.size(); i++) {
                trainer.process(bad.get(i));
                assertThat(bad.get(i).prediction).doesNotContain(Double.NaN);
                assertThat(bad.get(i).progress.maskedNonFinite).isEqualTo(i + 1);
            }
            before.longs("totals", 4)[3] = bad.size();
            assertThat(page).isEqualTo(before);
        }
    }

    @Test
    void aRateThatIsFarTooLargeNeverMakesTheStateNonFinite() {
        for (Compute compute : new Compute[] {Compute.LOOPS, Compute.ND4J}) {
            for (ModelConfig model : new ModelConfig[] {ModelConfig.linear(), ModelConfig.mlp(4)}) {
                for (int batch : new int[] {1, 3}) {
                    for (double rate : new double[] {1e3, 1e15, 1e300}) {
                        Page page = new Page("train");
                        Trainer trainer =
                                config(model, rate, batch, 1, 0.1, 0, 0, compute)
                                        .bind(page, REGRESSION);
                        Sample sample = Given.sample(0, 0, 0);
                        for (int i = 0; i < 300; i++) {
                            sample = Given.sample(i, X[i % 5]);
                            trainer.process(sample);
                            assertThat(sample.prediction[0]).isFinite();
                        }
                        assertThat(sample.progress.maskedNonFinite).isPositive();
                        assertThat(sample.progress.learned + sample.progress.maskedNonFinite)
                                .isEqualTo(300);
                        for (float p : (float[]) page.arrays().get("params")) {
                            assertThat(p).isFinite();
                        }
                    }
                }
            }
        }
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

    @Test
    void goesOnFromGivenParametersWithoutOptimizerState() {
        page.put("params", new float[] {1, -1, 0.5f});
        Trainer trainer = TrainConfig.defaults().bind(page, REGRESSION);
        Sample sample = Given.sample(0, 2, 1);
        trainer.process(sample);
        assertThat(sample.prediction[0]).isEqualTo(1.5);
        assertTotals(sample, 1, 0, 0);
        assertThat(params(3)[0]).isCloseTo(1 - 0.01f, within(1e-6f));
    }

    @Test
    void refusesParametersOfAnotherShapeOrThatAreNotFinite() {
        page.put("params", new float[] {1, 2});
        assertThatThrownBy(() -> sgd(0.1).bind(page, BINARY))
                .isInstanceOf(PageMismatchException.class);
        page.put("params", new float[] {1, Float.NaN, 2});
        assertThatThrownBy(() -> sgd(0.1).bind(page, BINARY))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("not finite");
    }

    @Test
    void predictsWhatProcessWouldSayAndLearnsNothing() {
        Trainer trainer = sgd(0.1).bind(page, REGRESSION);
        trainer.process(Given.sample(3, X[0]));
        Page before = page.copy();
        double[] prediction = new double[1];
        trainer.predict(FeatureVector.dense(X[1]), prediction, 100, 20);
        assertThat(page).isEqualTo(before);
        Sample sample = Given.sample(3, X[1]);
        sample.targetMean = 100;
        sample.targetScale = 20;
        trainer.process(sample);
        assertThat(sample.prediction).containsExactly(prediction);
    }

    @Test
    void refusesAVectorOfAnotherWidth() {
        Trainer trainer = sgd(0.1).bind(page, BINARY);
        assertThatThrownBy(() -> trainer.process(Given.sample(1, 1, 2, 3)))
                .hasMessageContaining("the model takes 2 dense inputs, got 3");
    }

    /** A job without ND4J in its class path must run on all but mini-batches of some size. */
    @Test
    void aLinearModelRowByRowKnowsNothingOfNd4j() throws Exception {
        ClassLoader withoutNd4j = new WithoutNd4j();
        Runnable learner =
                (Runnable)
                        withoutNd4j
                                .loadClass(LearnsWithoutNd4j.class.getName())
                                .getDeclaredConstructor()
                                .newInstance();
        assertThat(learner.getClass()).isNotEqualTo(LearnsWithoutNd4j.class);
        learner.run();
    }

    /** Trains in a class loader of its own. */
    public static final class LearnsWithoutNd4j implements Runnable {
        @Override
        public void run() {
            TrainConfig.defaults().bind(new Page("train"), BINARY).process(Given.sample(1, X[0]));
        }
    }

    /** Defines our classes anew and has none of ND4J. */
    private static final class WithoutNd4j extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.nd4j") || name.startsWith("org.bytedeco")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.millrace")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = TrainerTest.class.getClassLoader().getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
