package io.millrace.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.learn.drift.ConceptStream.Kind;
import io.millrace.learn.drift.DriftConfig.Detector;
import io.millrace.learn.drift.DriftConfig.Policy;
import io.millrace.learn.optimize.OptimizerConfig;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/drift.md rests on, of one stream. */
class DriftFiguresTest {

    private static final OptimizerConfig ADAGRAD =
            OptimizerConfig.of(OptimizerConfig.Kind.ADAGRAD, 0.1);

    private static DriftFigures.Run run(Kind kind, Detector detector, Policy policy) {
        ConceptStream stream = new ConceptStream(kind, 1, DriftFigures.PERIOD, 0);
        return DriftFigures.run(stream, ADAGRAD, DriftConfig.of(detector, policy));
    }

    @ParameterizedTest
    @EnumSource(names = {"ADWIN", "HDDM_A", "HDDM_W", "PAGE_HINKLEY"})
    void everyDetectorNoticesThatLabelsAreSwapped(Detector detector) {
        assertThat(run(Kind.SINE, detector, Policy.NONE).delay()).isLessThan(150);
    }

    /** The steps of AdaGrad have become small by then. */
    @ParameterizedTest
    @EnumSource(names = {"RESTART", "SWAP", "RESET_OPTIMIZER", "RAISE_RATE"})
    void aReactionRecoversSoonerThanNone(Policy policy) {
        DriftFigures.Run none = run(Kind.SINE, Detector.ADWIN, Policy.NONE);
        DriftFigures.Run reacting = run(Kind.SINE, Detector.ADWIN, policy);
        assertThat(reacting.recovery()).isLessThan(none.recovery());
        assertThat(reacting.loss()).isLessThan(none.loss());
    }

    @Test
    void aGradualChangeIsSpreadOverItsWidth() {
        ConceptStream stream = new ConceptStream(Kind.SEA, 1, 5_000, 1_000);
        assertThat(stream.concept(4_499)).isEqualTo(0);
        assertThat(stream.concept(5_500)).isEqualTo(1);
        double[] halves =
                IntStream.of(4_500, 5_000)
                        .mapToDouble(
                                from ->
                                        IntStream.range(from, from + 500)
                                                .map(stream::concept)
                                                .average()
                                                .orElseThrow())
                        .toArray();
        assertThat(halves[0]).isBetween(0.2, 0.3);
        assertThat(halves[1]).isBetween(0.7, 0.8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4_999, 5_000, 9_999, 10_000})
    void aSuddenChangeIsOne(int i) {
        assertThat(new ConceptStream(Kind.SEA, 1, 5_000, 0).concept(i)).isEqualTo(i / 5_000);
    }
}
