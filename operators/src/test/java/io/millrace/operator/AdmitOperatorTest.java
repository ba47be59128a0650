package io.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Adopt;
import io.millrace.data.DeadLetter;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.Sample;
import io.millrace.data.Snapshot;
import io.millrace.format.Exactly;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.operator.StageHarness.Backend;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdmitOperatorTest {

    private static final AdmitConfig EVERY_TEN = new AdmitConfig(10, 0);

    private static AdmitOperator operator(Page... initialModel) {
        return new AdmitOperator(EVERY_TEN, TestStream.schema(true), List.of(initialModel));
    }

    private static List<Sample> samples(int from, int to) {
        return TestStream.samples(0, 200, 2).subList(from, to);
    }

    private static List<String> traces(StageHarness<LearningEvent> harness) {
        return harness.extractOutputValues().stream().map(AdmitOperatorTest::trace).toList();
    }

    private static String trace(LearningEvent event) {
        String what = event.key() + ":";
        if (event instanceof Sample sample) {
            return what + sample.ordinal;
        } else if (event instanceof Snapshot snapshot) {
            return what + "v" + snapshot.version();
        }
        return what + event.getClass().getSimpleName();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void numbersTheSamplesOfEachModelAlsoAcrossARestart(Backend backend) throws Exception {
        OperatorSubtaskState state;
        try (StageHarness<LearningEvent> harness = StageHarness.open(operator(), backend, null)) {
            harness.process(samples(0, 3));
            assertThat(traces(harness)).containsExactly("k0:0", "k1:0", "k0:1");
            state = harness.snapshot(1, 1);
        }
        try (StageHarness<LearningEvent> harness = StageHarness.open(operator(), backend, state)) {
            harness.process(samples(3, 6));
            assertThat(traces(harness)).containsExactly("k1:1", "k0:2", "k1:2");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void publishesAfterEveryTenthSampleWithVersionsThatGoOnAfterARestart(Backend backend)
            throws Exception {
        OperatorSubtaskState state;
        try (StageHarness<LearningEvent> harness = StageHarness.open(operator(), backend, null)) {
            harness.process(TestStream.samples(0, 12, 1));
            assertThat(traces(harness).subList(9, 13))
                    .containsExactly("k0:9", "k0:v1", "k0:10", "k0:11");
            state = harness.snapshot(1, 1);
        }
        try (StageHarness<LearningEvent> harness = StageHarness.open(operator(), backend, state)) {
            harness.process(TestStream.samples(20, 30, 1));
            assertThat(traces(harness)).contains("k0:v2").doesNotContain("k0:v1");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void publishesEveryModelOnceMoreAtTheEnd(Backend backend) throws Exception {
        AdmitOperator operator = operator();
        try (StageHarness<LearningEvent> harness = StageHarness.open(operator, backend, null)) {
            harness.process(samples(0, 4));
            harness.snapshot(1, 1);
            harness.process(samples(4, 5));
            harness.processElement(new Rejected("k9", RejectReason.EMPTY), 0);
            harness.getOutput().clear();
            operator.endInput();
            assertThat(traces(harness))
                    .as("nothing was learned for k9")
                    .containsExactly("k0:v1", "k1:v1");
        }
    }

    /** As after a failure of a task that was all done, or after a job was drained. */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void publishesNothingWhenItComesToTheSameEndAgain(Backend backend) throws Exception {
        OperatorSubtaskState state;
        AdmitOperator operator = operator();
        try (StageHarness<LearningEvent> harness = StageHarness.open(operator, backend, null)) {
            harness.process(samples(0, 5));
            operator.endInput();
            state = harness.snapshot(1, 1);
        }
        AdmitOperator again = operator();
        try (StageHarness<LearningEvent> harness = StageHarness.open(again, backend, state)) {
            again.endInput();
            assertThat(traces(harness)).isEmpty();
            harness.process(samples(5, 6));
            harness.getOutput().clear();
            again.endInput();
            assertThat(traces(harness)).as("one model went on").hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void turnsASampleThatCameBeforeIntoADeadLetterAlsoAfterARestart(Backend backend)
            throws Exception {
        AdmitConfig lastTwo = new AdmitConfig(0, 2);
        OperatorSubtaskState state;
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(deduplicating(lastTwo), backend, null)) {
            harness.process(List.of(carrying(0), carrying(1), carrying(2)));
            assertThat(traces(harness)).containsExactly("k0:0", "k1:0", "k0:1");
            assertThat(((Sample) harness.extractOutputValues().get(0)).original)
                    .as("no longer needed")
                    .isNull();
            assertThat(harness.getSideOutput(EventTypes.DEAD_LETTERS)).isNull();
            state = harness.snapshot(1, 1);
        }
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(deduplicating(lastTwo), backend, state)) {
            harness.process(List.of(carrying(2), carrying(0), carrying(4), carrying(0)));
            assertThat(harness.extractOutputValues().subList(0, 2))
                    .containsOnly(new Rejected("k0", RejectReason.DUPLICATE_ID));
            assertThat(traces(harness).subList(2, 4))
                    .as("the third last id is forgotten")
                    .containsExactly("k0:2", "k0:3");
            List<DeadLetter> letters =
                    harness.getSideOutput(EventTypes.DEAD_LETTERS).stream()
                            .map(StreamRecord::getValue)
                            .toList();
            assertThat(letters).hasSize(2);
            Exactly.assertSame(letters.get(0).record(), TestStream.record(2, 2));
            assertThat(letters.get(0).reason()).isEqualTo(RejectReason.DUPLICATE_ID);
            assertThat(letters.get(0).stage()).isEqualTo("admit");
            assertThat(letters.get(0).message()).contains("id '2'", "last 2");
        }
    }

    private static AdmitOperator deduplicating(AdmitConfig config) {
        return new AdmitOperator(config, TestStream.schema(true), List.of());
    }

    /** A sample as parse hands it on where admission may refuse it. */
    private static Sample carrying(int i) {
        Sample sample = TestStream.samples(i, i + 1, 2).get(0);
        sample.original = TestStream.record(i, 2);
        return sample;
    }

    @Test
    void aSnapshotStartsWithItsOwnPage() throws Exception {
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(operator(), Backend.HASHMAP, null)) {
            harness.process(TestStream.samples(0, 10, 1));
            Snapshot snapshot = (Snapshot) harness.extractOutputValues().get(10);
            assertThat(snapshot.pages()).extracting(Page::stage).containsExactly("admit");
            Page page = snapshot.pages().get(0);
            assertThat(page.longs("admitted", 1)).containsExactly(10);
            assertThat(page.longs("version", 1)).containsExactly(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void givesEachNewModelItsInitialPagesBeforeAnythingElseAndOnce(Backend backend)
            throws Exception {
        Page admitted = new Page("admit").put("admitted", new long[] {40});
        Page trained = new Page("train").put("params", new float[] {1, 2});
        OperatorSubtaskState state;
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(operator(admitted, trained), backend, null)) {
            harness.processElement(new Rejected("k0", RejectReason.EMPTY), 0);
            harness.process(samples(0, 3));
            assertThat(traces(harness))
                    .containsExactly(
                            "k0:Adopt", "k0:Rejected", "k0:40", "k1:Adopt", "k1:40", "k0:41");
            assertThat(((Adopt) harness.extractOutputValues().get(0)).page("train"))
                    .contains(trained);
            state = harness.snapshot(1, 1);
        }
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(operator(admitted, trained), backend, state)) {
            harness.process(samples(3, 4));
            assertThat(traces(harness)).as("k1 is not new any more").containsExactly("k1:41");
        }
    }
}
