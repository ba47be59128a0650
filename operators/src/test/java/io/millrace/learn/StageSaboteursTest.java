package io.millrace.learn;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Adopt;
import io.millrace.data.Page;
import io.millrace.data.Progress;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Snapshot;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The laws of stages can fail: each catches a learner that breaks it, and only by breaking it. */
class StageSaboteursTest {

    /** Mini-batches, Adam, windows: something to lose in every stage. */
    private static final StageVariants.Variant VARIANT =
            StageVariants.all()
                    .filter(v -> v.config().train().batchSize() > 1)
                    .filter(v -> v.config().schema().target().equals(Given.BINARY))
                    .reduce((first, last) -> last)
                    .orElseThrow();

    /** Counts samples in a field, and every seventh weighs more. */
    private static final class HiddenState extends LearnerUnderTest {
        private int seen;

        HiddenState(LearnerConfig config, Adopt given) {
            super(config, given);
        }

        @Override
        List<Report> learn(Sample sample) {
            sample.weight = ++seen % 7 == 0 ? 2 : 1;
            return super.learn(sample);
        }
    }

    @Test
    void stateOutsideThePageIsCaught() {
        assertCaught(HiddenState::new, StageLaws::goesOnToTheBitFromACopyOfItsPages);
    }

    @Test
    void anArrayForgottenOnRestoreIsCaught() {
        for (String array : List.of("adam.m", "pendingSize", "noChange.previousClassPlusOne")) {
            assertCaught(
                    (config, given) -> new LearnerUnderTest(config, without(array, given)),
                    StageLaws::goesOnToTheBitFromACopyOfItsPages);
        }
    }

    private static Adopt without(String array, Adopt given) {
        List<Page> pages = given.pages().stream().map(Page::copy).toList();
        pages.forEach(page -> page.removeIf(array::equals));
        return new Adopt(given.key(), pages);
    }

    /** Learns a sample before it is scored. */
    private static final class LearnsFirst extends LearnerUnderTest {
        LearnsFirst(LearnerConfig config, Adopt given) {
            super(config, given);
        }

        @Override
        List<Report> learn(Sample sample) {
            for (int i = 0; i < VARIANT.config().train().batchSize(); i++) {
                super.learn(copy(sample));
            }
            return super.learn(sample);
        }

        private static Sample copy(Sample sample) {
            Sample copy =
                    new Sample(sample.key(), sample.id(), sample.features().copy(), sample.label());
            copy.eventTime = sample.eventTime;
            return copy;
        }
    }

    @Test
    void learningBeforeScoringIsCaught() {
        assertCaught(LearnsFirst::new, StageLaws::noScoreKnowsItsOwnLabelOrWeight);
    }

    /** Draws from a generator that all learners share. */
    private static final class SharedRandom extends LearnerUnderTest {
        private static final RandomGenerator SHARED = RandomGenerator.getDefault();

        SharedRandom(LearnerConfig config, Adopt given) {
            super(config, given);
        }

        @Override
        List<Report> learn(Sample sample) {
            sample.weight = 1 + SHARED.nextDouble();
            return super.learn(sample);
        }
    }

    @Test
    void chanceThatIsSharedIsCaught() {
        assertCaught(SharedRandom::new, StageLaws::twoRunsAreAlike);
    }

    /** Makes an array only when it needs it. */
    private static final class LateArray extends LearnerUnderTest {
        private boolean learned;

        LateArray(LearnerConfig config, Adopt given) {
            super(config, given);
        }

        @Override
        List<Report> learn(Sample sample) {
            learned = true;
            return super.learn(sample);
        }

        @Override
        Snapshot snapshot() {
            Snapshot snapshot = super.snapshot();
            if (learned) {
                snapshot.pages().forEach(page -> page.put("late", new float[1]));
            }
            return snapshot;
        }
    }

    @Test
    void anArrayThatAppearsLaterIsCaught() {
        assertCaught(LateArray::new, StageLaws::theStateIsAllInThePagesAndStaysThere);
    }

    /** Scales the first feature otherwise than the others. */
    private static final class FirstFeature extends LearnerUnderTest {
        FirstFeature(LearnerConfig config, Adopt given) {
            super(config, given);
        }

        @Override
        List<Report> learn(Sample sample) {
            List<Report> reports = super.learn(sample);
            sample.features().head()[0] += 1;
            return reports;
        }
    }

    @Test
    void aFeatureThatIsTreatedByItsPlaceIsCaught() {
        assertCaught(
                FirstFeature::new,
                StageLaws::theOrderOfFeaturesHasNoEffectOnCleaningScalingAndRebalancing);
    }

    /** One value that is not a number stays in a sum for ever. */
    private static final class Poisoned extends LearnerUnderTest {
        private boolean poisoned;

        Poisoned(LearnerConfig config, Adopt given) {
            super(config, given);
        }

        @Override
        List<Report> learn(Sample sample) {
            poisoned |= Float.isNaN(sample.features().head()[0]);
            return super.learn(sample);
        }

        @Override
        Snapshot snapshot() {
            Snapshot snapshot = super.snapshot();
            for (Page page : snapshot.pages()) {
                if (poisoned && page.arrays().get("fading.sums") instanceof double[] sums) {
                    Arrays.fill(sums, Double.NaN);
                }
            }
            return snapshot;
        }
    }

    @Test
    void aSumThatANonNumberPoisonsIsCaught() {
        assertCaught(Poisoned::new, StageLaws::hostileValuesLeaveEverythingFinite);
    }

    /** Leaves out what is not finite, and says nothing. */
    private static final class Swallows extends LearnerUnderTest {
        private Progress last = new Progress();

        Swallows(LearnerConfig config, Adopt given) {
            super(config, given);
        }

        @Override
        List<Report> learn(Sample sample) {
            if (Float.isInfinite(sample.features().head()[0])) {
                sample.progress = last;
                return List.of();
            }
            List<Report> reports = super.learn(sample);
            last = sample.progress;
            return reports;
        }
    }

    @Test
    void aSampleThatIsSwallowedIsCaught() {
        assertCaught(Swallows::new, StageLaws::everySampleIsAccountedFor);
    }

    @Test
    void aSampleThatIsLearnedTwiceIsCaught() {
        StageVariants.Variant ids = StageVariants.admit().findFirst().orElseThrow();
        assertCaught(
                ids,
                LearnsAgain::new,
                StageLaws::aSampleThatCameBeforeIsCountedAndChangesNothingElse);
    }

    /** Takes what it has seen before for something new. */
    private static final class LearnsAgain extends LearnerUnderTest {
        private int seen;

        LearnsAgain(LearnerConfig config, Adopt given) {
            super(config, given);
        }

        @Override
        List<Report> learn(Sample sample) {
            Sample other =
                    new Sample(sample.key(), "other" + seen++, sample.features(), sample.label());
            other.eventTime = sample.eventTime;
            return super.learn(other);
        }
    }

    private static void assertCaught(LearnerUnderTest.Maker saboteur, Consumer<StageLaws> law) {
        assertCaught(VARIANT, saboteur, law);
    }

    private static void assertCaught(
            StageVariants.Variant variant,
            LearnerUnderTest.Maker saboteur,
            Consumer<StageLaws> law) {
        assertThatCode(() -> law.accept(new StageLaws(variant, LearnerUnderTest::new)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> law.accept(new StageLaws(variant, saboteur)))
                .isInstanceOf(AssertionError.class);
    }
}
