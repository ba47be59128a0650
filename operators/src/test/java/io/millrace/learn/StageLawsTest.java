package io.millrace.learn;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every stage keeps the laws in every configuration. A new stage or option joins by a line in
 * {@link StageVariants}.
 */
class StageLawsTest {

    static Stream<StageLaws> laws() {
        return laws(StageVariants.all());
    }

    static Stream<StageLaws> ofAdmission() {
        return laws(StageVariants.admit());
    }

    private static Stream<StageLaws> laws(Stream<StageVariants.Variant> variants) {
        return variants.map(variant -> new StageLaws(variant, LearnerUnderTest::new));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void goesOnToTheBitFromACopyOfItsPages(StageLaws laws) {
        laws.goesOnToTheBitFromACopyOfItsPages();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void noScoreKnowsItsOwnLabelOrWeight(StageLaws laws) {
        laws.noScoreKnowsItsOwnLabelOrWeight();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void twoRunsAreAlike(StageLaws laws) {
        laws.twoRunsAreAlike();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theStateIsAllInThePagesAndStaysThere(StageLaws laws) {
        laws.theStateIsAllInThePagesAndStaysThere();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theOrderOfFeaturesHasNoEffectOnCleaningScalingAndRebalancing(StageLaws laws) {
        laws.theOrderOfFeaturesHasNoEffectOnCleaningScalingAndRebalancing();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void hostileValuesLeaveEverythingFinite(StageLaws laws) {
        laws.hostileValuesLeaveEverythingFinite();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void everySampleIsAccountedFor(StageLaws laws) {
        laws.everySampleIsAccountedFor();
    }

    @ParameterizedTest
    @MethodSource("ofAdmission")
    void aSampleThatCameBeforeIsCountedAndChangesNothingElse(StageLaws laws) {
        laws.aSampleThatCameBeforeIsCountedAndChangesNothingElse();
    }
}
