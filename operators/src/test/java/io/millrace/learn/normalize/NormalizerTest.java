package io.millrace.learn.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Given;
import io.millrace.learn.normalize.NormalizeConfig.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NormalizerTest {

    private static final float[] COLUMN = {3.5f, -1.25f, 10, 0, 7.75f, -4.5f, 2, 100};
    private static final Schema ONE = Given.numeric(1, Given.REGRESSION);

    private final Page page = new Page("normalize");

    /**
     * Made with scikit-learn 1.9.1: for each value, {@code (x - s.mean_) / sqrt(s.var_)} (0 where
     * {@code var_} is 0), and only then {@code s.partial_fit}.
     */
    @Test
    void standardizesWithTheStatisticsBeforeTheSample() {
        float[] expected = {
            0f,
            0f,
            3.736842105263158f,
            -0.8855100343312726f,
            1.0732920221908984f,
            -1.961683561842802f,
            -0.11511040623967055f,
            20.761807040307147f
        };
        float[] scaled = run(normalizer(Method.STANDARD, 0, 100), COLUMN);
        assertThat(scaled).containsExactly(expected, within(1e-5f));
        assertThat(page.doubles("mean", 1)[0]).isCloseTo(14.6875, within(1e-12));
        assertThat(page.doubles("variance", 1)[0]).isCloseTo(1059.04296875, within(1e-9));
    }

    /**
     * Made with numpy 2.4.6: {@code np.average} of the values, and of their squared distance from
     * it, with weights {@code 0.5 ** (age / 3)}.
     */
    @Test
    void withAHalfLifeOlderSamplesCountLess() {
        double[][] expected = {
            {3.5, 0.0},
            {0.8518433366161, 5.566010437248974},
            {4.626363152358404, 23.552379150132236},
            {3.0439761821299793, 20.313344344284207},
            {4.4612349633715, 18.856840422658475},
            {1.9963042174029186, 29.682905408905338},
            {1.9972553924407266, 22.043487157237177},
            {25.994499121271215, 1792.5738951452213}
        };
        Normalizer normalizer = normalizer(Method.STANDARD, 3, 100);
        for (int i = 0; i < COLUMN.length; i++) {
            run(normalizer, COLUMN[i]);
            assertThat(page.doubles("mean", 1)[0]).isCloseTo(expected[i][0], within(1e-12));
            assertThat(page.doubles("variance", 1)[0]).isCloseTo(expected[i][1], within(1e-9));
        }
    }

    @Test
    void aSmallSpreadOnALargeLevelDoesNotCancel() {
        Normalizer normalizer = normalizer(Method.STANDARD, 0, 100);
        for (int i = 0; i < 100_000; i++) {
            run(
                    normalizer,
                    10_000_000 + i % 2); // a sum of squares would need 10¹⁹ + 0.25 in double
        }
        assertThat(page.doubles("variance", 1)[0]).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void minMaxMapsTheRangeSoFarOntoZeroToOne() {
        assertThat(run(normalizer(Method.MIN_MAX, 0, 100), 2, 4, 3, 8, 5, -4, 2))
                .containsExactly(0, 0, 0.5f, 3, 0.5f, -1, 0.5f);
    }

    /** The first five are the interpolated quartiles of {@code np.percentile}, by hand. */
    @Test
    void robustCentresOnTheMedianInUnitsOfTheQuartileDistance() {
        assertThat(run(normalizer(Method.ROBUST, 0, 100), 2, 4, 3, 6, 3.5f, 3.5f))
                .containsExactly(
                        new float[] {
                            0, 0, (3 - 3) / 1f, (6 - 3) / 1f, (3.5f - 3.5f) / 1.75f, 0 / 1f
                        },
                        within(1e-6f));
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"STANDARD", "MIN_MAX", "ROBUST"})
    void scaledValuesLieWithinTheBound(Method method) {
        float[] scaled =
                run(normalizer(method, 0, 2), 1, 2, 3, 4, 5, 6, 7, 1e30f, 1, -1e38f, 3e38f, 1);
        for (float value : scaled) {
            assertThat(value).isBetween(-2f, 2f);
        }
        assertThat(scaled).contains(2f, -2f);
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"STANDARD", "MIN_MAX", "ROBUST"})
    void anInputThatNeverChangedBecomesZero(Method method) {
        assertThat(run(normalizer(method, 0, 10), 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f))
                .containsOnly(0);
    }

    @Test
    void noneLeavesValuesAsTheyAre() {
        assertThat(run(normalizer(Method.NONE, 0, 10), 1e30f, -3)).containsExactly(1e30f, -3);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void booleansAndCategoriesAreNotScaled(Method method) {
        Normalizer normalizer =
                new NormalizeConfig(method, 0, 10, true)
                        .bind(page, Given.mixed(1, 1, 0, Given.REGRESSION));
        for (int i = 0; i < 10; i++) {
            Sample sample = Given.sample(0, i, i % 2);
            normalizer.process(sample);
            assertThat(sample.features().head()[1]).isEqualTo(i % 2);
        }
    }

    @Test
    void theTargetIsStandardizedByTheLabelsBefore() {
        Normalizer normalizer = normalizer(Method.STANDARD, 0, 10);
        assertThat(target(normalizer, 3)).containsExactly(0, 1);
        assertThat(target(normalizer, 5)).containsExactly(3, 1);
        assertThat(target(normalizer, 100)).containsExactly(4, 1);
        assertThat(target(normalizer, 4)[0]).isEqualTo(36);
    }

    @Test
    void theTargetScaleIsOneWhileLabelsAreAlike() {
        Normalizer normalizer = normalizer(Method.NONE, 0, 10);
        for (int i = 0; i < 5; i++) {
            assertThat(target(normalizer, 0.1)[1]).isEqualTo(1);
        }
    }

    @Test
    void theTargetFadesWithTheHalfLifeToo() {
        Normalizer normalizer = normalizer(Method.NONE, 1, 10);
        target(normalizer, 4);
        target(normalizer, 10);
        // Weights 1/2 and 1: mean (2 + 10) / 1.5 = 8, variance (16/2 + 4) / 1.5 = 8.
        double[] target = target(normalizer, 0);
        assertThat(target[0]).isCloseTo(8, within(1e-12));
        assertThat(target[1]).isCloseTo(Math.sqrt(8), within(1e-12));
    }

    @Test
    void theScaledTargetHasTheBoundOfTheInputs() {
        Sample sample = Given.sample(1e6, 0);
        normalizer(Method.NONE, 0, 7).process(sample);
        assertThat(sample.targetBound).isEqualTo(7);
    }

    @Test
    void theTargetIsLeftAloneUnlessAskedForAndANumber() {
        assertThat(lastTarget(false, Given.REGRESSION)).containsExactly(0, 1);
        assertThat(lastTarget(true, Given.BINARY)).containsExactly(0, 1);
    }

    private static double[] lastTarget(boolean wanted, Target target) {
        Normalizer normalizer =
                new NormalizeConfig(Method.STANDARD, 0, 10, wanted)
                        .bind(new Page("normalize"), Given.numeric(1, target));
        target(normalizer, 1);
        target(normalizer, 0);
        return target(normalizer, 1);
    }

    @Test
    void hugeLabelsLeaveTheTargetStatisticsFinite() {
        Normalizer normalizer = normalizer(Method.NONE, 0, 10);
        target(normalizer, Double.MAX_VALUE);
        target(normalizer, -Double.MAX_VALUE);
        double[] target = target(normalizer, 1);
        assertThat(target[0]).isFinite();
        assertThat(target[1]).isFinite().isPositive();
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void transformingGivesTheSameAndChangesNothing(Method method) {
        Normalizer normalizer = normalizer(method, 5, 10);
        for (float value : COLUMN) {
            Page before = page.copy();
            Sample read = Given.sample(value, value);
            normalizer.transform(read);
            assertThat(page).isEqualTo(before);
            Sample learned = Given.sample(value, value);
            normalizer.process(learned);
            assertThat(read.features().head()).isEqualTo(learned.features().head());
            assertThat(read.targetMean).isEqualTo(learned.targetMean);
            assertThat(read.targetScale).isEqualTo(learned.targetScale);
        }
    }

    private Normalizer normalizer(Method method, double halfLife, float bound) {
        return new NormalizeConfig(method, halfLife, bound, true).bind(page, ONE);
    }

    private static float[] run(Normalizer normalizer, float... values) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            Sample sample = Given.sample(0, values[i]);
            normalizer.process(sample);
            scaled[i] = sample.features().head()[0];
        }
        return scaled;
    }

    private static double[] target(Normalizer normalizer, double label) {
        Sample sample = Given.sample(label, 0);
        normalizer.process(sample);
        return new double[] {sample.targetMean, sample.targetScale};
    }
}
