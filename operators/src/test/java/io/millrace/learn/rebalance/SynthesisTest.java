package io.millrace.learn.rebalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Given;
import io.millrace.learn.rebalance.RebalanceConfig.Method;
import io.millrace.learn.rebalance.SynthesisConfig.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SynthesisTest {

    private static final int WINDOW = 30;
    private static final int NEIGHBOURS = 4;
    private static final Schema SCHEMA = Given.mixed(2, 1, 4, Given.THREE);

    private final Random random = new Random(9);
    private long ordinal;

    private static Rebalancer rebalancer(Kind kind, double masking, int copies, Page page) {
        return new RebalanceConfig(Method.NONE, 1e9, 1, 100, true, copies, 0.1f, 1)
                .with(new SynthesisConfig(kind, WINDOW, NEIGHBOURS, 0.4, masking))
                .bind(page, SCHEMA);
    }

    /** Class 0 is common, the two others are rare. */
    private Sample sample(int label) {
        float[] head = {
            (float) random.nextGaussian(), (float) random.nextGaussian(), random.nextInt(2)
        };
        int[] tail = {3 + random.nextInt(4)};
        Sample sample = new Sample("", null, new FeatureVector(head, tail, new float[] {1}), label);
        sample.ordinal = ordinal++;
        return sample;
    }

    private List<Sample> learned(Rebalancer rebalancer, Sample sample) {
        rebalancer.process(sample);
        return rebalancer.augment(sample);
    }

    private static double distance(Sample a, Sample b) {
        double squares = a.features().tailIndices()[0] == b.features().tailIndices()[0] ? 0 : 1;
        for (int i = 0; i < 3; i++) {
            squares += Math.pow(a.features().head()[i] - b.features().head()[i], 2);
        }
        return squares;
    }

    /** How far along the way from one to the other a copy lies, by least squares. */
    private static double way(Sample copy, Sample from, Sample to) {
        double product = 0;
        double square = 0;
        for (int i = 0; i < 3; i++) {
            double whole = to.features().head()[i] - from.features().head()[i];
            product += whole * (copy.features().head()[i] - from.features().head()[i]);
            square += whole * whole;
        }
        return product / square;
    }

    private static boolean isBetween(Sample point, Sample from, Sample to, double way) {
        for (int i = 0; i < 3; i++) {
            double expected = (1 - way) * from.features().head()[i] + way * to.features().head()[i];
            if (Math.abs(point.features().head()[i] - expected) > 1e-5) {
                return false;
            }
        }
        return true;
    }

    /** The neighbours are found by sorting all that the window should hold. */
    @Test
    void smoteLiesBetweenASampleAndOneOfItsNearestOfTheWindow() {
        Rebalancer rebalancer = rebalancer(Kind.SMOTE, 0, 3, new Page("rebalance"));
        List<Sample> remembered = new ArrayList<>();
        List<Double> ways = new ArrayList<>();
        int[] chosen = new int[NEIGHBOURS];
        for (int i = 0; i < 6_000; i++) {
            Sample sample = sample(i % 10 == 3 ? 1 : i % 10 == 5 ? 2 : 0);
            List<Sample> copies = learned(rebalancer, sample);
            assertThat(copies).hasSize(sample.labelClass() == 0 ? 0 : 3);
            if (copies.isEmpty()) {
                continue;
            }
            List<Sample> nearest =
                    remembered.stream()
                            .filter(other -> other.label() == sample.label())
                            .sorted(Comparator.comparingDouble(other -> distance(other, sample)))
                            .limit(NEIGHBOURS)
                            .toList();
            for (Sample copy : copies) {
                if (nearest.isEmpty()) {
                    assertThat(copy.features().head()).isEqualTo(sample.features().head());
                    continue;
                }
                int neighbour = 0;
                double way = way(copy, sample, nearest.get(0));
                while (!isBetween(copy, sample, nearest.get(neighbour), way)) {
                    neighbour++;
                    assertThat(neighbour).isLessThan(nearest.size());
                    way = way(copy, sample, nearest.get(neighbour));
                }
                chosen[neighbour]++;
                ways.add(way);
                assertThat(copy.features().tailIndices())
                        .isEqualTo(
                                (way < 0.5 ? sample : nearest.get(neighbour))
                                        .features()
                                        .tailIndices());
            }
            remembered.add(sample);
            if (remembered.size() > WINDOW) {
                remembered.remove(0);
            }
        }
        assertThat(ways).allMatch(way -> way >= -1e-3 && way <= 1.001);
        assertThat(mean(ways)).isCloseTo(0.5, within(0.02));
        for (int times : chosen) {
            assertThat((double) times / ways.size()).isBetween(0.22, 0.28);
        }
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Each copy is two samples at one point, with a weight of 1 together. */
    @Test
    void mixupLiesBetweenASampleAndAnyOtherWithBothClassesInProportion() {
        Rebalancer rebalancer = rebalancer(Kind.MIXUP, 0, 2, new Page("rebalance"));
        List<Sample> remembered = new ArrayList<>();
        List<Double> ways = new ArrayList<>();
        int[] partners = new int[3];
        for (int i = 0; i < 20_000; i++) {
            Sample sample = sample(i % 10 == 1 ? 1 : i % 10 == 5 ? 2 : 0);
            List<Sample> copies = learned(rebalancer, sample);
            assertThat(copies).hasSize(sample.labelClass() == 0 ? 0 : 4);
            for (int c = 0; c < copies.size(); c += 2) {
                Sample own = copies.get(c);
                Sample others = copies.get(c + 1);
                assertThat(own.label()).isEqualTo(sample.label());
                assertThat(own.weight + others.weight).isCloseTo(1, DELTA);
                assertThat(others.features().head()).isEqualTo(own.features().head());
                assertThat(remembered)
                        .anyMatch(
                                other ->
                                        other.label() == others.label()
                                                && isBetween(own, sample, other, others.weight));
                ways.add(others.weight);
                partners[others.labelClass()]++;
            }
            remembered.add(sample);
            if (remembered.size() > WINDOW) {
                remembered.remove(0);
            }
        }
        assertThat(mean(ways)).isCloseTo(0.5, within(0.02));
        // The variance of Beta(α, α) is 1 / (4 (2 α + 1)).
        double squares = mean(ways.stream().map(way -> (way - 0.5) * (way - 0.5)).toList());
        assertThat(squares).isCloseTo(1 / (4 * (2 * 0.4 + 1)), within(0.004));
        assertThat((double) partners[0] / ways.size()).isCloseTo(0.8, within(0.02));
        assertThat((double) partners[1] / ways.size()).isCloseTo(0.1, within(0.02));
    }

    /**
     * Two of ten are rare: beside one half of its own class, a copy is 0.8, 0.1, 0.1 by the other.
     */
    @Test
    void theOffsetsOfMixupCountBothClasses() {
        Rebalancer rebalancer = rebalancer(Kind.MIXUP, 0, 4, new Page("rebalance"));
        double[] weights = new double[3];
        double[] counts = new double[3];
        for (int i = 0; i < 30_000; i++) {
            Sample sample = sample(i % 10 == 1 ? 1 : i % 10 == 5 ? 2 : 0);
            weights[sample.labelClass()]++;
            counts[sample.labelClass()]++;
            for (Sample copy : learned(rebalancer, sample)) {
                weights[copy.labelClass()] += copy.weight;
            }
        }
        Sample last = sample(1);
        learned(rebalancer, last);
        for (int k = 0; k < 3; k++) {
            assertThat(Math.exp(last.logitOffsets[k]))
                    .isCloseTo(weights[k] / counts[k], within(0.05));
        }
    }

    @Test
    void maskingLeavesEachInputOutWithItsProbability() {
        Rebalancer rebalancer = rebalancer(Kind.MASKING, 0.3, 2, new Page("rebalance"));
        int[] left = new int[4];
        int copies = 0;
        for (int i = 0; i < 20_000; i++) {
            Sample sample = sample(i % 10 == 1 ? 1 : 0);
            for (Sample copy : learned(rebalancer, sample)) {
                copies++;
                for (int x = 0; x < 3; x++) {
                    float value = copy.features().head()[x];
                    assertThat(value).isIn(0f, sample.features().head()[x]);
                    left[x] += value == sample.features().head()[x] ? 1 : 0;
                }
                left[3] += copy.features().tailIndices().length;
                assertThat(copy.features().tailValues())
                        .hasSameSizeAs(copy.features().tailIndices());
            }
        }
        assertThat((double) left[0] / copies).isCloseTo(0.7, within(0.025));
        assertThat((double) left[1] / copies).isCloseTo(0.7, within(0.025));
        // Half of the booleans are 0 anyway.
        assertThat((double) left[2] / copies).isCloseTo(0.85, within(0.025));
        assertThat((double) left[3] / copies).isCloseTo(0.7, within(0.025));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"NOISE", "SMOTE", "MASKING"})
    void copiesAreSyntheticAndCountAsOneOfThem(Kind kind) {
        Rebalancer rebalancer = rebalancer(kind, 0.5, 4, new Page("rebalance"));
        for (int i = 0; i < 40; i++) {
            learned(rebalancer, sample(0));
        }
        Sample rare = sample(2);
        List<Sample> copies = learned(rebalancer, rare);
        assertThat(copies).hasSize(4);
        for (Sample copy : copies) {
            assertThat(copy.synthetic).isTrue();
            assertThat(copy.label()).isEqualTo(2);
            assertThat(copy.weight).isEqualTo(rare.weight);
            assertThat(copy.logitOffsets).isEqualTo(rare.logitOffsets);
            assertThat(copy.features()).isNotSameAs(rare.features());
        }
        double all = Math.log(5);
        assertThat(rare.logitOffsets).containsExactly(new double[] {0, all, all}, DELTA);
    }

    private static final org.assertj.core.data.Offset<Double> DELTA = within(1e-12);

    @Test
    void onlySmoteAndMixupRememberSamples() {
        for (Kind kind : Kind.values()) {
            Page page = new Page("rebalance");
            rebalancer(kind, 0.1, 2, page);
            assertThat(page.has("window.heads"))
                    .isEqualTo(kind == Kind.SMOTE || kind == Kind.MIXUP);
            Page none = new Page("rebalance");
            rebalancer(kind, 0.1, 0, none);
            assertThat(none.has("window.heads")).isFalse();
        }
    }

    @Test
    void refusesAWindowOfOtherFeatures() {
        Page page = new Page("rebalance");
        rebalancer(Kind.SMOTE, 0, 1, page);
        RebalanceConfig config =
                new RebalanceConfig(Method.NONE, 1e9, 1, 100, true, 1, 0.1f, 1)
                        .with(new SynthesisConfig(Kind.SMOTE, WINDOW, NEIGHBOURS, 0.2, 0));
        assertThatThrownBy(() -> config.bind(page, Given.mixed(2, 1, 5, Given.THREE)))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("rebalance.augment-window");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new SynthesisConfig(Kind.SMOTE, 0, 1, 0.2, 0))
                .hasMessageContaining("augment-window must be within 1 and 10000");
        assertThatThrownBy(() -> new SynthesisConfig(Kind.SMOTE, 1, 0, 0.2, 0))
                .hasMessageContaining("neighbours must be at least 1");
        assertThatThrownBy(() -> new SynthesisConfig(Kind.MASKING, 1, 1, 0.2, 1.5))
                .hasMessageContaining("masking must be within 0 and 1");
    }
}
