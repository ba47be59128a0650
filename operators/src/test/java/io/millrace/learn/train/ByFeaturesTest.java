package io.millrace.learn.train;

import static io.millrace.learn.train.Trainers.BINARY;
import static io.millrace.learn.train.Trainers.CLASSES;
import static io.millrace.learn.train.Trainers.REGRESSION;
import static io.millrace.learn.train.Trainers.X;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Given;
import io.millrace.learn.loss.LossConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.AggressiveConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.optimize.OptimizerConfig.Kind;
import io.millrace.learn.schedule.ScheduleConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Learning that reads the features: passive-aggressive, and the normalised adaptive gradient. */
class ByFeaturesTest {

    private static final double[] NUMBERS = {1, -2, 0.5, 3, -1};
    private static final double[] ONES = {1, 1, 1, 1, 1};
    private static final double[] WEIGHTS = {1, 2, 0.5, 30, 1};

    private final Page page = new Page("train");

    private static TrainConfig config(OptimizerConfig optimizer) {
        return config(optimizer, ModelConfig.linear(), 1, 0);
    }

    private static TrainConfig config(
            OptimizerConfig optimizer, ModelConfig model, int batch, double l2) {
        return new TrainConfig(
                model,
                optimizer,
                ScheduleConfig.constant(),
                batch,
                1,
                l2,
                10,
                0,
                TrainConfig.Compute.AUTO);
    }

    private static OptimizerConfig aggressive(Kind kind) {
        return OptimizerConfig.of(kind, 1).with(new AggressiveConfig(0.3, 0.2));
    }

    private static OptimizerConfig normalized() {
        return OptimizerConfig.of(Kind.NORMALIZED_ADAPTIVE, 0.5);
    }

    private float[] learn(TrainConfig config, Schema schema, double[] labels) {
        Trainer trainer = config.bind(page, schema);
        for (int i = 0; i < X.length; i++) {
            trainer.process(Given.sample(labels[i], X[i]));
        }
        return page.floats("params", 3);
    }

    /**
     * By River 0.26, {@code PAClassifier(C=0.3, mode=1, learn_intercept=False)} with a third
     * feature of 1; scikit-learn 1.9 has the same.
     */
    @Test
    void passiveAggressiveClassificationIsThatOfRiver() {
        assertThat(learn(config(aggressive(Kind.PA_I)), BINARY, CLASSES))
                .containsExactly(new float[] {0.3408046f, 0.66781609f, 0.05229885f}, within(1e-6f));
    }

    /** By both, as above, with {@code mode=2} and {@code loss='squared_hinge'}. */
    @Test
    void theSecondVariantIsThatOfRiver() {
        assertThat(learn(config(aggressive(Kind.PA_II)), BINARY, CLASSES))
                .containsExactly(
                        new float[] {0.17401856f, 0.63224503f, 0.04974208f}, within(1e-6f));
    }

    /**
     * By scikit-learn 1.9, {@code PassiveAggressiveRegressor(C=0.3, epsilon=0.2,
     * fit_intercept=False, shuffle=False)} with a third feature of 1.
     */
    @Test
    void passiveAggressiveRegressionIsThatOfScikitLearn() {
        assertThat(learn(config(aggressive(Kind.PA_I)), REGRESSION, NUMBERS))
                .containsExactly(
                        new float[] {0.30655684f, -0.91622691f, 0.49942296f}, within(1e-6f));
    }

    /** As above, with {@code loss='squared_epsilon_insensitive'}. */
    @Test
    void theSecondVariantOfRegressionIsThatOfScikitLearn() {
        assertThat(learn(config(aggressive(Kind.PA_II)), REGRESSION, NUMBERS))
                .containsExactly(
                        new float[] {0.58868848f, -0.78609523f, 0.52254574f}, within(1e-6f));
    }

    /** C is the price of a unit of loss, which a weight multiplies. */
    @Test
    void aHeavierSampleMaySpendMore() {
        Sample sample = Given.sample(1, X[1]);
        sample.weight = 0.25;
        config(aggressive(Kind.PA_I)).bind(page, BINARY).process(sample);
        // τ = 0.3 / 4, far below 1 / |x|².
        assertThat(page.floats("params", 3))
                .containsExactly(new float[] {0.1125f, 0.15f, 0.075f}, within(1e-7f));
        Page other = new Page("train");
        config(aggressive(Kind.PA_II)).bind(other, BINARY).process(sample);
        // τ = 1 / (7.25 + 1 / (2 · 0.075)).
        assertThat(other.floats("params", 3)[2]).isCloseTo(0.0718563f, within(1e-6f));
    }

    /** With room to move it makes the sample right, just so; then it is passive. */
    @Test
    void oneStepReachesTheMarginAndTheNextIsNone() {
        OptimizerConfig free =
                OptimizerConfig.of(Kind.PA_I, 1).with(new AggressiveConfig(1e6, 0.2));
        Trainer trainer = config(free).bind(page, REGRESSION);
        trainer.process(Given.sample(5, X[1]));
        float[] once = page.floats("params", 3).clone();
        assertThat(1.5f * once[0] + 2 * once[1] + once[2]).isCloseTo(4.8f, within(1e-6f));
        trainer.process(Given.sample(4.9, X[1]));
        assertThat(page.floats("params", 3)).isEqualTo(once);
    }

    private static double[] scores(TrainConfig config, double[] labels, double[] weights, float a) {
        Trainer trainer = config.bind(new Page("train"), labels == CLASSES ? BINARY : REGRESSION);
        double[] scores = new double[X.length];
        for (int i = 0; i < X.length; i++) {
            Sample sample = Given.sample(labels[i], a * X[i][0], X[i][1]);
            sample.weight = weights[i];
            trainer.process(sample);
            double[] p = sample.prediction;
            scores[i] = labels == CLASSES ? StrictMath.log(p[1] / p[0]) : p[0];
        }
        return scores;
    }

    /**
     * By Vowpal Wabbit 9.11, {@code --loss_function squared --min_prediction -100 --max_prediction
     * 100}: what it predicts of each row before it learns it.
     */
    @Test
    void normalizedAdaptiveRegressionIsThatOfVowpalWabbit() {
        assertThat(scores(config(normalized()), NUMBERS, ONES, 1))
                .containsExactly(
                        new double[] {0, 0.386253, -0.061418, 0.027221, -0.108058}, within(1e-5));
        assertThat(scores(config(normalized()), NUMBERS, WEIGHTS, 1))
                .containsExactly(
                        new double[] {0, 0.386253, -0.115171, -0.147978, -0.287908}, within(1e-5));
    }

    /** As above, with {@code --loss_function logistic}. */
    @Test
    void normalizedAdaptiveClassificationIsThatOfVowpalWabbit() {
        assertThat(scores(config(normalized()), CLASSES, ONES, 1))
                .containsExactly(
                        new double[] {0, -0.470703, 0.013528, -0.159542, -0.074727}, within(1e-5));
        assertThat(scores(config(normalized()), CLASSES, WEIGHTS, 1))
                .containsExactly(
                        new double[] {0, -0.470703, 0.074266, 0.013669, 0.189406}, within(1e-5));
    }

    @Test
    void theUnitOfAFeatureDoesNotMatter() {
        assertThat(scores(config(normalized()), NUMBERS, WEIGHTS, 1_000))
                .containsExactly(scores(config(normalized()), NUMBERS, WEIGHTS, 1), within(1e-6));
    }

    @Test
    void aGivenWeightStaysUntilItMoves() {
        page.put("params", new float[] {3, -2, 1});
        Trainer trainer = config(normalized()).bind(page, REGRESSION);
        trainer.process(Given.sample(-0.25 + 1e-3, 0.25f, 1));
        assertThat(page.floats("params", 3)).containsExactly(new float[] {3, -2, 1}, within(1e-2f));
    }

    /** Without a closed form the step is that of the gradient, which may go too far. */
    @Test
    void anyLossOfOneScoreIsLearned() {
        TrainConfig huber =
                config(normalized()).with(new LossConfig(LossConfig.Kind.HUBER, 1, 0.5, 2, 0));
        Trainer trainer = huber.bind(page, REGRESSION);
        double error = 0;
        for (int i = 0; i < 2_000; i++) {
            float x = (float) Math.sin(i);
            Sample sample = Given.sample(2 * x + 1, x, -x / 3);
            trainer.process(sample);
            error = Math.abs(sample.prediction[0] - sample.label());
        }
        assertThat(error).isLessThan(0.02);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"NORMALIZED_ADAPTIVE", "PA_I", "PA_II"})
    void asksForALinearModelRowByRow(Kind kind) {
        OptimizerConfig optimizer = OptimizerConfig.of(kind, 0.5);
        assertThatThrownBy(() -> config(optimizer, ModelConfig.mlp(3), 1, 0))
                .hasMessageContaining(kind + " learns linear models row by row");
        assertThatThrownBy(() -> config(optimizer, ModelConfig.linear(), 2, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> config(optimizer, ModelConfig.linear(), 1, 0.1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> config(optimizer).with(new RegularizeConfig(0.1, 0, 0)))
                .hasMessageContaining("l1 and max norm must be 0");
        assertThatThrownBy(() -> config(optimizer).bind(page, Given.numeric(2, Given.THREE)))
                .hasMessageContaining("one score, not one for each of 3");
    }
}
