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

/**
 * The laws that every stage keeps in every configuration, whatever it computes.
 *
 * @param maker makes the learners that are held to them
 */
record StageLaws(StageVariants.Variant variant, LearnerUnderTest.Maker maker) {

    private static final int SAMPLES = 150;
    private static final List<Integer> POINTS = List.of(0, 1, 2, 7, 80, 149);

    private LearnerUnderTest fresh() {
        return maker.make(variant.config(), new Adopt("", List.of()));
    }

    /** Law 1: what is learned is a function of the ordered samples, not of a restart. */
    void goesOnToTheBitFromACopyOfItsPages() {
        List<Snapshot> snapshots = new ArrayList<>();
        LearnerUnderTest learner = fresh();
        List<Trace> undisturbed = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            if (POINTS.contains(i)) {
                snapshots.add(learner.snapshot());
            }
            undisturbed.add(Trace.of(learner, variant.sample(i)));
        }
        List<Page> end = learner.state();
        for (int p = 0; p < POINTS.size(); p++) {
            LearnerUnderTest restored =
                    maker.make(variant.config(), new Adopt("", snapshots.get(p).pages()));
            for (int i = POINTS.get(p); i < SAMPLES; i++) {
                assertThat(Trace.of(restored, variant.sample(i)))
                        .as("sample %s after a restart at %s", i, POINTS.get(p))
                        .isEqualTo(undisturbed.get(i));
            }
            assertThat(restored.state()).as("restart at %s", POINTS.get(p)).isEqualTo(end);
        }
    }

    /** Law 2: a sample is scored before it is learned, and what it is scaled by too. */
    void noScoreKnowsItsOwnLabelOrWeight() {
        for (int changed : List.of(0, 1, 2, 17, 41)) {
            LearnerUnderTest one = fresh();
            LearnerUnderTest other = fresh();
            for (int i = 0; i <= changed; i++) {
                Sample sample = variant.sample(i);
                Sample twin = i == changed ? otherwise(i) : variant.sample(i);
                one.learn(sample);
                other.learn(twin);
                assertThat(twin.prediction).as("sample %s", i).containsExactly(sample.prediction);
                assertThat(twin.features().head()).containsExactly(sample.features().head());
            }
            assertThat(other.state()).isNotEqualTo(one.state());
        }
    }

    /** The same sample with another label and a weight. */
    private Sample otherwise(int i) {
        Sample sample = variant.sample(i);
        boolean number = variant.config().schema().target() instanceof Target.Regression;
        int classes = variant.config().schema().target().size();
        double label = number ? sample.label() + 7 : (sample.label() + 1) % classes;
        Sample other = new Sample(sample.key(), sample.id(), sample.features(), label);
        other.eventTime = sample.eventTime;
        other.weight = 3;
        return other;
    }

    void twoRunsAreAlike() {
        LearnerUnderTest one = fresh();
        LearnerUnderTest other = fresh();
        for (int i = 0; i < SAMPLES; i++) {
            assertThat(Trace.of(one, variant.sample(i)))
                    .isEqualTo(Trace.of(other, variant.sample(i)));
        }
        assertThat(one.state()).isEqualTo(other.state());
    }

    void theStateIsAllInThePagesAndStaysThere() {
        LearnerUnderTest learner = fresh();
        List<Page> before = learner.state();
        for (int i = 0; i < SAMPLES; i++) {
            learner.learn(variant.sample(i));
        }
        assertThat(names(learner.state())).isEqualTo(names(before));
        assertThat(learner.state()).isNotEqualTo(before);
    }

    void theOrderOfFeaturesHasNoEffectOnCleaningScalingAndRebalancing() {
        LearnerUnderTest straight = fresh();
        LearnerUnderTest reversed = fresh();
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

    void hostileValuesLeaveEverythingFinite() {
        LearnerUnderTest learner = fresh();
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

    void everySampleIsAccountedFor() {
        LearnerUnderTest learner = fresh();
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

    /** For a configuration that remembers ids. */
    void aSampleThatCameBeforeIsCountedAndChangesNothingElse() {
        LearnerUnderTest once = fresh();
        LearnerUnderTest often = fresh();
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
        assertThat(but(often.state(), "evaluate")).isEqualTo(but(once.state(), "evaluate"));
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

    private static List<String> names(List<Page> pages) {
        return pages.stream().map(page -> page.stage() + page.arrays().keySet()).toList();
    }

    @Override
    public String toString() {
        return variant.name();
    }
}
