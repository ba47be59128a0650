package io.millrace.learn.rebalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Given;
import io.millrace.learn.rebalance.RebalanceConfig.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RebalancerTest {

    private static final double FOREVER = 1e9;

    private final Page page = new Page("rebalance");
    private long ordinal;

    @Test
    void classesStartAlike() {
        Sample first = run(rebalancer(Method.WEIGHTS), 1);
        assertThat(first.weight).isEqualTo(1);
        assertThat(first.logitOffsets).containsExactly(0, 0);
    }

    /**
     * Sizes are 1 imagined sample each and those before: after two of class 0 and one of class 1, 3
     * and 2. Inverse to them and averaging one over the stream: 5/6 and 5/4.
     */
    @Test
    void weightsAreInverseToTheSizesBeforeTheSample() {
        Rebalancer rebalancer = rebalancer(Method.WEIGHTS);
        runAll(rebalancer, 0, 0, 1);
        Sample rare = run(rebalancer, 1);
        assertThat(rare.weight).isCloseTo(5 / 4.0, within(1e-6));
        assertThat(rare.logitOffsets)
                .containsExactly(new double[] {Math.log(5 / 6.0), Math.log(1.25)}, within(1e-6));
    }

    @Test
    void overSamplingLiftsSmallClassesToTheLargest() {
        Rebalancer rebalancer = rebalancer(Method.OVERSAMPLE);
        runAll(rebalancer, 0, 0, 0);
        Sample rare = run(rebalancer, 1);
        assertThat(rare.weight).isCloseTo(4, within(1e-6));
        assertThat(rare.logitOffsets).containsExactly(new double[] {0, Math.log(4)}, within(1e-6));
        assertThat(run(rebalancer, 0).weight).isEqualTo(1);
    }

    @Test
    void uobLowersLargeClassesToTheSmallestAndLeavesNothingOut() {
        Rebalancer rebalancer = rebalancer(Method.UOB);
        runAll(rebalancer, 0, 0, 0, 1);
        Sample common = run(rebalancer, 0);
        assertThat(common.weight).isCloseTo(2 / 4.0, within(1e-6));
        assertThat(common.masked).isFalse();
        assertThat(common.logitOffsets)
                .containsExactly(new double[] {-Math.log(2), 0}, within(1e-6));
        assertThat(run(rebalancer, 1).weight).isEqualTo(1);
    }

    @Test
    void theGivenWeightIsMultiplied() {
        Rebalancer rebalancer = rebalancer(Method.OVERSAMPLE);
        runAll(rebalancer, 0, 0, 0);
        Sample rare = sample(1);
        rare.weight = 0.5;
        rebalancer.process(rare);
        assertThat(rare.weight).isCloseTo(2, within(1e-6));
    }

    @Test
    void underSamplingKeepsAsManyOfEachClass() {
        Rebalancer rebalancer = rebalancer(Method.UNDERSAMPLE);
        int[] kept = new int[2];
        for (int i = 0; i < 20_000; i++) {
            Sample sample = run(rebalancer, i % 20 == 0 ? 1 : 0);
            kept[sample.labelClass()] += sample.masked ? 0 : 1;
            assertThat(sample.weight).isEqualTo(1);
        }
        assertThat(kept[1]).isEqualTo(1_000);
        assertThat(kept[0]).isBetween(850, 1_150);
        assertThat(run(rebalancer, 0).logitOffsets)
                .containsExactly(new double[] {-Math.log(19), 0}, within(0.01));
    }

    @Test
    void aClassThatNeverComesDoesNotStarveTheOthers() {
        Rebalancer rebalancer =
                config(Method.UNDERSAMPLE, FOREVER, 1, 100, 0).bind(page, schema(Given.THREE));
        for (int i = 0; i < 1_000; i++) {
            assertThat(run(rebalancer, i % 2).masked).isFalse();
        }
    }

    @Test
    void weightsAverageOneOverTheClassesThatCome() {
        Rebalancer rebalancer =
                config(Method.WEIGHTS, FOREVER, 1, 100, 0).bind(page, schema(Given.THREE));
        assertThat(meanWeight(rebalancer, 10_000, 20)).isCloseTo(1, within(0.01));
    }

    @Test
    void weightsAverageOneAlsoWhereTheCapBinds() {
        Rebalancer rebalancer =
                config(Method.WEIGHTS, FOREVER, 1, 10, 0).bind(page, schema(Given.BINARY));
        assertThat(meanWeight(rebalancer, 100_000, 1_000)).isCloseTo(1, within(0.01));
        double[] offsets = run(rebalancer, 0).logitOffsets;
        assertThat(offsets[1] - offsets[0]).isCloseTo(Math.log(10), within(1e-9));
    }

    private double meanWeight(Rebalancer rebalancer, int samples, int oneIn) {
        double sum = 0;
        for (int i = 0; i < samples; i++) {
            sum += run(rebalancer, i % oneIn == 0 ? 1 : 0).weight;
        }
        return sum / samples;
    }

    @Test
    void aClassThatVanishedDoesNotStarveTheOthers() {
        Rebalancer rebalancer =
                config(Method.UNDERSAMPLE, 100, 1, 100, 0).bind(page, schema(Given.THREE));
        run(rebalancer, 2);
        for (int i = 0; i < 1_000; i++) {
            run(rebalancer, i % 2);
        }
        int kept = 0;
        for (int i = 0; i < 1_000; i++) {
            kept += run(rebalancer, i % 2).masked ? 0 : 1;
        }
        assertThat(kept).isGreaterThan(950);
    }

    @Test
    void theStrengthIsAPowerAndWeightsStillAverageOne() {
        Rebalancer rebalancer =
                config(Method.WEIGHTS, FOREVER, 0.5, 100, 0).bind(page, schema(Given.BINARY));
        double sum = 0;
        for (int i = 0; i < 16_000; i++) {
            sum += run(rebalancer, i % 16 == 0 ? 1 : 0).weight;
        }
        assertThat(sum / 16_000).isCloseTo(1, within(0.01));
        double[] offsets = run(rebalancer, 1).logitOffsets;
        assertThat(offsets[1] - offsets[0]).isCloseTo(Math.log(Math.sqrt(15)), within(0.01));
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"WEIGHTS", "UNDERSAMPLE", "OVERSAMPLE", "UOB"})
    void strengthZeroLeavesTheClassesAsTheyAre(Method method) {
        Rebalancer rebalancer = config(method, FOREVER, 0, 100, 0).bind(page, schema(Given.BINARY));
        runAll(rebalancer, 0, 0, 0, 0, 1);
        Sample sample = run(rebalancer, 0);
        assertThat(sample.weight).isEqualTo(1);
        assertThat(sample.masked).isFalse();
        assertThat(sample.logitOffsets).containsExactly(0, 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"WEIGHTS", "UNDERSAMPLE", "OVERSAMPLE", "UOB"})
    void factorsAreCapped(Method method) {
        Rebalancer rebalancer = config(method, 10, 1, 8, 0).bind(page, schema(Given.BINARY));
        run(rebalancer, 1);
        for (int i = 0; i < 100_000; i++) {
            run(rebalancer, 0); // long enough for the other class to vanish
        }
        for (double offset : run(rebalancer, 0).logitOffsets) {
            assertThat(offset).isBetween(-Math.log(8) - 1e-12, Math.log(8) + 1e-12);
        }
        assertThat(run(rebalancer, 1).weight).isLessThanOrEqualTo(8);
    }

    /** A decay of 0.9 could never see more than 9 to 1. */
    @Test
    void oneInAThousandIsSeenAsSuch() {
        Rebalancer rebalancer =
                config(Method.OVERSAMPLE, 10_000, 1, 10_000, 0).bind(page, schema(Given.BINARY));
        for (int i = 0; i < 100_000; i++) {
            run(rebalancer, i % 1_000 == 500 ? 1 : 0);
        }
        assertThat(run(rebalancer, 1).weight).isCloseTo(999, within(50.0));
    }

    @Test
    void sizesFollowTheStreamWithTheHalfLife() {
        Rebalancer rebalancer =
                config(Method.OVERSAMPLE, 100, 1, 1_000, 0).bind(page, schema(Given.BINARY));
        for (int i = 0; i < 10_000; i++) {
            run(rebalancer, 0);
        }
        for (int i = 0; i < 100; i++) {
            run(rebalancer, 1);
        }
        assertThat(run(rebalancer, 0).weight).isCloseTo(1, within(1e-3));
        assertThat(page.doubles("sizes", 2)[0]).isCloseTo(page.doubles("sizes", 2)[1], within(1.0));
    }

    @Test
    void theChoiceFollowsTheIdWhereThereIsOne() {
        Rebalancer rebalancer =
                config(Method.UNDERSAMPLE, FOREVER, 1, 2, 0).bind(page, schema(Given.BINARY));
        run(rebalancer, 1);
        for (int i = 0; i < 1_000; i++) {
            run(rebalancer, 0);
        }
        int masked = 0;
        for (int i = 0; i < 200; i++) {
            boolean once = runWithId(rebalancer, "id-" + i).masked;
            assertThat(runWithId(rebalancer, "id-" + i).masked).isEqualTo(once);
            masked += once ? 1 : 0;
        }
        assertThat(masked).isBetween(65, 135);
    }

    @Test
    void classesAreCounted() {
        runAll(config(Method.NONE, 10, 1, 100, 0).bind(page, schema(Given.THREE)), 0, 2, 2, 0, 2);
        assertThat(page.longs("samples", 3)).containsExactly(2, 0, 3);
    }

    @Test
    void withoutCalibrationThereAreNoOffsets() {
        RebalanceConfig config = new RebalanceConfig(Method.WEIGHTS, 10, 1, 100, false, 1, 0.1f, 1);
        assertThat(run(config.bind(page, schema(Given.BINARY)), 1).logitOffsets).isNull();
    }

    @Test
    void noneTouchesNothing() {
        Rebalancer rebalancer = rebalancer(Method.NONE);
        runAll(rebalancer, 0, 0, 0);
        Sample rare = run(rebalancer, 1);
        assertThat(rare.weight).isEqualTo(1);
        assertThat(rare.masked).isFalse();
        assertThat(rare.logitOffsets).isNull();
        assertThat(rebalancer.augment(rare)).isEmpty();
    }

    @Test
    void numbersToPredictPassUntouched() {
        Rebalancer rebalancer =
                config(Method.UNDERSAMPLE, 10, 1, 100, 3).bind(page, schema(Given.REGRESSION));
        Sample sample = sample(-12.5);
        rebalancer.process(sample);
        assertThat(sample.weight).isEqualTo(1);
        assertThat(sample.masked).isFalse();
        assertThat(sample.logitOffsets).isNull();
        assertThat(rebalancer.augment(sample)).isEmpty();
        assertThat(page.arrays()).isEmpty();
    }

    @Test
    void smallClassesAreAugmentedWithNoiseOnNumbersOnly() {
        Schema schema = Given.mixed(2, 1, 4, Given.BINARY);
        Rebalancer rebalancer = config(Method.WEIGHTS, FOREVER, 1, 100, 3).bind(page, schema);
        for (int i = 0; i < 3; i++) {
            Sample common = mixed(0);
            rebalancer.process(common);
            assertThat(rebalancer.augment(common)).isEmpty();
        }
        Sample rare = mixed(1);
        rebalancer.process(rare);
        List<Sample> copies = rebalancer.augment(rare);
        assertThat(copies).hasSize(3);
        for (Sample copy : copies) {
            assertThat(copy.synthetic).isTrue();
            assertThat(copy.key()).isEqualTo(rare.key());
            assertThat(copy.id()).isEqualTo(rare.id());
            assertThat(copy.label()).isEqualTo(1);
            assertThat(copy.weight).isEqualTo(rare.weight);
            assertThat(copy.ordinal).isEqualTo(rare.ordinal);
            assertThat(copy.logitOffsets)
                    .containsExactly(rare.logitOffsets)
                    .isNotSameAs(rare.logitOffsets);
            float[] head = copy.features().head();
            assertThat(head[0]).isNotEqualTo(0.5f).isCloseTo(0.5f, within(1f));
            assertThat(head[1]).isNotEqualTo(-0.5f).isCloseTo(-0.5f, within(1f));
            assertThat(head[2]).isEqualTo(1);
            assertThat(copy.features().tailIndices())
                    .containsExactly(5)
                    .isNotSameAs(rare.features().tailIndices());
            assertThat(copy.features().tailValues()).containsExactly(1);
        }
        assertThat(copies.stream().map(c -> c.features().head()[0])).doesNotHaveDuplicates();
        assertThat(rare.features().head()).containsExactly(0.5f, -0.5f, 1);
        // Four times as rare as the other class, which alone has come, and three copies beside it.
        assertThat(rare.weight).isCloseTo(4, within(1e-6));
        assertThat(rare.logitOffsets[1]).isCloseTo(Math.log(4 * 4), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(floats = {0.1f, 2})
    void theNoiseHasTheDeviationAskedFor(float noise) {
        RebalanceConfig config = new RebalanceConfig(Method.NONE, 1e9, 1, 100, true, 1, noise, 1);
        Rebalancer rebalancer = config.bind(page, schema(Given.BINARY));
        runAll(rebalancer, 0, 0);
        double squares = 0;
        int copies = 0;
        for (int i = 0; i < 20_000; i++) {
            Sample sample = run(rebalancer, i % 4 == 0 ? 1 : 0);
            for (Sample copy : rebalancer.augment(sample)) {
                squares += Math.pow(copy.features().head()[0], 2);
                copies++;
            }
        }
        assertThat(copies).isEqualTo(5_000);
        assertThat(Math.sqrt(squares / copies)).isCloseTo(noise, within(0.05 * noise));
    }

    private Rebalancer rebalancer(Method method) {
        return config(method, FOREVER, 1, 100, 0).bind(page, schema(Given.BINARY));
    }

    private static RebalanceConfig config(
            Method method, double halfLife, double strength, double cap, int augment) {
        return new RebalanceConfig(method, halfLife, strength, cap, true, augment, 0.1f, 1);
    }

    private static Schema schema(Target target) {
        return Given.numeric(1, target);
    }

    private void runAll(Rebalancer rebalancer, double... labels) {
        for (double label : labels) {
            run(rebalancer, label);
        }
    }

    private Sample run(Rebalancer rebalancer, double label) {
        Sample sample = sample(label);
        rebalancer.process(sample);
        return sample;
    }

    private Sample runWithId(Rebalancer rebalancer, String id) {
        Sample sample = new Sample("", id, FeatureVector.dense(0), 0);
        sample.ordinal = ordinal++;
        rebalancer.process(sample);
        return sample;
    }

    private Sample sample(double label) {
        Sample sample = Given.sample(label, 0);
        sample.ordinal = ordinal++;
        return sample;
    }

    private Sample mixed(double label) {
        float[] head = {0.5f, -0.5f, 1};
        FeatureVector features = new FeatureVector(head, new int[] {5}, new float[] {1});
        Sample sample = new Sample("model", "s" + ordinal, features, label);
        sample.ordinal = ordinal++;
        return sample;
    }
}
