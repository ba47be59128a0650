package io.millrace.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Adopt;
import io.millrace.data.Counts;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Snapshot;
import io.millrace.data.Target;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The laws that every stage keeps in every configuration, whatever it computes. A new stage or
 * option joins by a line in {@link StageVariants}.
 */
class StageLawsTest {

    private static final int SAMPLES = 150;
    private static final List<Integer> POINTS = List.of(0, 1, 2, 7, 80, 149);

    static Stream<StageVariants.Variant> variants() {
        return StageVariants.all();
    }

    /** Law 1: what is learned is a function of the ordered samples, not of a restart. */
    @ParameterizedTest
    @MethodSource("variants")
    void goesOnToTheBitFromACopyOfItsPages(StageVariants.Variant variant) {
        List<Snapshot> snapshots = new ArrayList<>();
        Learner learner = new Learner("", variant.config());
        List<Trace> undisturbed = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            if (POINTS.contains(i)) {
                snapshots.add(learner.snapshot());
            }
            undisturbed.add(Trace.of(learner, variant.sample(i)));
        }
        List<Page> end = state(learner);
        for (int p = 0; p < POINTS.size(); p++) {
            Learner restored =
                    new Learner("", variant.config(), new Adopt("", snapshots.get(p).pages()));
            for (int i = POINTS.get(p); i < SAMPLES; i++) {
                assertThat(Trace.of(restored, variant.sample(i)))
                        .as("sample %s after a restart at %s", i, POINTS.get(p))
                        .isEqualTo(undisturbed.get(i));
            }
            assertThat(state(restored)).as("restart at %s", POINTS.get(p)).isEqualTo(end);
        }
    }

    /** Law 2: a sample is scored before it is learned, and what it is scaled by too. */
    @ParameterizedTest
    @MethodSource("variants")
    void noScoreKnowsItsOwnLabelOrWeight(StageVariants.Variant variant) {
        for (int changed : List.of(0, 1, 2, 17, 41)) {
            Learner one = new Learner("", variant.config());
            Learner other = new Learner("", variant.config());
            for (int i = 0; i <= changed; i++) {
                Sample sample = variant.sample(i);
                Sample twin = i == changed ? otherwise(variant, i) : variant.sample(i);
                one.learn(sample);
                other.learn(twin);
                assertThat(twin.prediction).as("sample %s", i).containsExactly(sample.prediction);
                assertThat(twin.features().head()).containsExactly(sample.features().head());
            }
            assertThat(state(other)).isNotEqualTo(state(one));
        }
    }

    /** The same sample with another label and a weight. */
    private static Sample otherwise(StageVariants.Variant variant, int i) {
        Sample sample = variant.sample(i);
        boolean number = variant.config().schema().target() instanceof Target.Regression;
        int classes = variant.config().schema().target().size();
        double label = number ? sample.label() + 7 : (sample.label() + 1) % classes;
        Sample other = new Sample(sample.key(), sample.id(), sample.features(), label);
        other.eventTime = sample.eventTime;
        other.weight = 3;
        return other;
    }

    @ParameterizedTest
    @MethodSource("variants")
    void twoRunsAreAlike(StageVariants.Variant variant) {
        Learner one = new Learner("", variant.config());
        Learner other = new Learner("", variant.config());
        for (int i = 0; i < SAMPLES; i++) {
            assertThat(Trace.of(one, variant.sample(i)))
                    .isEqualTo(Trace.of(other, variant.sample(i)));
        }
        assertThat(state(one)).isEqualTo(state(other));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void theStateIsAllInThePagesAndStaysThere(StageVariants.Variant variant) {
        Learner learner = new Learner("", variant.config());
        List<Page> before = state(learner);
        for (int i = 0; i < SAMPLES; i++) {
            learner.learn(variant.sample(i));
        }
        assertThat(names(state(learner))).isEqualTo(names(before));
        assertThat(state(learner)).isNotEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void theOrderOfFeaturesHasNoEffectOnCleaningScalingAndRebalancing(
            StageVariants.Variant variant) {
        Learner straight = new Learner("", variant.config());
        Learner reversed = new Learner("", variant.config());
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = variant.sample(i);
            Sample mirror = variant.reversed(i);
            straight.learn(sample);
            reversed.learn(mirror);
            float[] head = sample.features().head();
            int numeric = variant.config().schema().numeric();
            for (int x = 0; x < numeric; x++) {
                assertThat(mirror.features().head()[numeric - 1 - x]).isEqualTo(head[x]);
            }
            assertThat(mirror.weight).isEqualTo(sample.weight);
            assertThat(mirror.masked).isEqualTo(sample.masked);
            assertThat(mirror.logitOffsets).isEqualTo(sample.logitOffsets);
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void hostileValuesLeaveEverythingFinite(StageVariants.Variant variant) {
        Learner learner = new Learner("", variant.config());
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = variant.hostile(i);
            learner.learn(sample);
            assertFinite("head", sample.features().head());
            assertFinite("prediction", sample.prediction);
            assertThat(sample.targetMean).isFinite();
            assertThat(sample.targetScale).isFinite().isPositive();
            assertThat(sample.weight).isFinite();
            if (sample.logitOffsets != null) {
                assertFinite("offsets", sample.logitOffsets);
            }
        }
        for (Page page : learner.snapshot().pages()) {
            page.arrays().forEach((name, array) -> assertFinite(page.stage() + "/" + name, array));
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everySampleIsAccountedFor(StageVariants.Variant variant) {
        Learner learner = new Learner("", variant.config());
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = i % 3 == 0 ? variant.hostile(i) : variant.sample(i);
            learner.learn(sample);
            assertThat(sample.progress).isNotNull();
            assertThat(
                            sample.progress.learned
                                    + sample.progress.pending
                                    + sample.progress.maskedByRebalance
                                    + sample.progress.maskedNonFinite)
                    .isEqualTo(i + 1);
        }
        assertThat(learner.report().counts().balanced()).isTrue();
    }

    static Stream<StageVariants.Variant> admit() {
        return StageVariants.admit();
    }

    @ParameterizedTest
    @MethodSource("admit")
    void aSampleThatCameBeforeIsCountedAndChangesNothingElse(StageVariants.Variant variant) {
        Learner once = new Learner("", variant.config());
        Learner often = new Learner("", variant.config());
        int repeated = 0;
        for (int i = 0; i < SAMPLES; i++) {
            once.learn(variant.sample(i));
            often.learn(variant.sample(i));
            for (int back = i; back >= 0 && back > i - 5; back--) {
                if (variant.sample(back).id() != null) {
                    Sample again = variant.sample(back);
                    assertThat(often.learn(again)).isEmpty();
                    assertThat(again.prediction).isNull();
                    repeated++;
                }
            }
        }
        assertThat(but(state(often), "evaluate")).isEqualTo(but(state(once), "evaluate"));
        assertThat(often.report().metrics()).isEqualTo(once.report().metrics());
        Counts counts = often.report().counts();
        assertThat(counts.balanced()).isTrue();
        assertThat(counts.in()).isEqualTo(SAMPLES + repeated);
        assertThat(counts.deadLettered()).isEqualTo(Map.of("duplicate-id", (long) repeated));
    }

    private static List<Page> but(List<Page> pages, String stage) {
        return pages.stream().filter(page -> !page.stage().equals(stage)).toList();
    }

    private static void assertFinite(String what, Object array) {
        for (int i = 0; i < Array.getLength(array); i++) {
            if (!Double.isFinite(Array.getDouble(array, i))) {
                throw new AssertionError(what + "[" + i + "] is " + Array.getDouble(array, i));
            }
        }
    }

    /** All pages, but for the version, which counts the snapshots of this test too. */
    private static List<Page> state(Learner learner) {
        List<Page> pages = learner.snapshot().pages();
        pages.forEach(page -> page.removeIf("version"::equals));
        return pages;
    }

    private static List<String> names(List<Page> pages) {
        return pages.stream().map(page -> page.stage() + page.arrays().keySet()).toList();
    }

    /** What the stages left on a sample, by the bits. */
    private record Trace(
            List<Float> head,
            double weight,
            boolean masked,
            List<Double> offsets,
            List<Double> target,
            List<Double> prediction,
            List<Long> progress,
            Object reports) {

        static Trace of(Learner learner, Sample sample) {
            Object reports =
                    learner.learn(sample).stream().map(r -> List.of(r.metrics(), r.to())).toList();
            return new Trace(
                    floats(sample.features().head()),
                    sample.weight,
                    sample.masked,
                    doubles(sample.logitOffsets),
                    List.of(sample.targetMean, sample.targetScale, sample.targetBound),
                    doubles(sample.prediction),
                    List.of(sample.progress.learned, sample.progress.pending),
                    reports);
        }

        private static List<Float> floats(float[] array) {
            List<Float> list = new ArrayList<>();
            for (float value : array) {
                list.add(value);
            }
            return list;
        }

        private static List<Double> doubles(double[] array) {
            return array == null ? List.of() : java.util.Arrays.stream(array).boxed().toList();
        }
    }
}
