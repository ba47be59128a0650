package io.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Adopt;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.Sample;
import io.millrace.data.Snapshot;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.Stage;
import io.millrace.learn.StageConfig;
import io.millrace.learn.admit.Admission;
import io.millrace.learn.history.HistoryConfig;
import io.millrace.operator.StageHarness.Backend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every stage under Flink: its page is that of the plain stage, to the bit. */
class StageOperatorTest {

    private static final LearnerConfig LEARNER = TestLearners.batchesOfAnImbalancedStream(true);

    private static final HistoryConfig HISTORY_CONFIG =
            TestLearners.batchesWithHistory(true).history();

    /** A stage, as its operator and as its plain self. */
    enum Room {
        ADMIT,
        CLEAN,
        HISTORY,
        NORMALIZE,
        REBALANCE,
        TRAIN;

        StageOperator<?> operator() {
            return switch (this) {
                case ADMIT -> new AdmitOperator(LEARNER.admit(), LEARNER.schema(), List.of());
                case CLEAN -> new CleanOperator(LEARNER.clean(), LEARNER.schema());
                case HISTORY -> new StageOperator<>(HISTORY_CONFIG, LEARNER.schema());
                case NORMALIZE -> new StageOperator<>(LEARNER.normalize(), LEARNER.schema());
                case REBALANCE -> new RebalanceOperator(LEARNER.rebalance(), LEARNER.schema());
                case TRAIN -> new TrainOperator(LEARNER.train(), LEARNER.schema());
            };
        }

        StageConfig<? extends Stage> config() {
            return switch (this) {
                case ADMIT -> LEARNER.admit();
                case CLEAN -> LEARNER.clean();
                case HISTORY -> HISTORY_CONFIG;
                case NORMALIZE -> LEARNER.normalize();
                case REBALANCE -> LEARNER.rebalance();
                case TRAIN -> LEARNER.train();
            };
        }
    }

    static Stream<Arguments> roomsAndBackends() {
        return Stream.of(Room.values())
                .flatMap(r -> Stream.of(Backend.values()).map(b -> Arguments.of(r, b)));
    }

    /** The samples {@code from .. to-1} as they reach a stage: complete, if not cleaned. */
    private static List<Sample> samples(int from, int to, int models) {
        List<Sample> samples = TestStream.samples(0, to + to / 50 + 1, models).subList(from, to);
        for (int i = 0; i < samples.size(); i++) {
            samples.get(i).ordinal = from + i;
        }
        return samples;
    }

    /** The page of each key after the plain stage saw the samples {@code 0 .. to-1}. */
    private static Map<String, Page> plainly(Room room, int to, int models) {
        Map<String, Page> pages = new HashMap<>();
        Map<String, Stage> stages = new HashMap<>();
        for (Sample sample : samples(0, to, models)) {
            Stage stage =
                    stages.computeIfAbsent(
                            sample.key(),
                            key -> {
                                Page page = new Page(room.config().stage());
                                pages.put(key, page);
                                return room.config().bind(page, LEARNER.schema());
                            });
            stage.process(sample);
            if (stage instanceof Admission admission && admission.publishDue()) {
                admission.nextVersion();
            }
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("roomsAndBackends")
    void restoresInMidStreamToTheBit(Room room, Backend backend) throws Exception {
        OperatorSubtaskState state;
        try (StageHarness<LearningEvent> before =
                StageHarness.open(room.operator(), backend, null)) {
            before.process(samples(0, 203, 3));
            state = before.snapshot(1, 1);
        }
        try (StageHarness<LearningEvent> after =
                StageHarness.open(room.operator(), backend, state)) {
            after.process(samples(203, 405, 3));
            assertPages(after, plainly(room, 405, 3));
        }
    }

    @ParameterizedTest
    @MethodSource("roomsAndBackends")
    void aCheckpointHoldsTheStateAtItsBarrierHoweverLongItTakes(Room room, Backend backend)
            throws Exception {
        assertCheckpointIsOfItsBarrier(room, room.operator(), backend);
    }

    private static void assertCheckpointIsOfItsBarrier(
            Room room, StageOperator<?> operator, Backend backend) throws Exception {
        OperatorSubtaskState state;
        try (StageHarness<LearningEvent> running = StageHarness.open(operator, backend, null)) {
            running.process(samples(0, 101, 2));
            state = running.checkpointWhile(() -> running.process(samples(101, 300, 2)));
            assertPages(running, plainly(room, 300, 2));
        }
        try (StageHarness<LearningEvent> restored =
                StageHarness.open(room.operator(), backend, state)) {
            assertPages(restored, plainly(room, 101, 2));
        }
    }

    @Test
    void aStageThatKeepsItsPageAcrossACheckpointIsCaught() {
        assertThatThrownBy(
                        () ->
                                assertCheckpointIsOfItsBarrier(
                                        Room.TRAIN,
                                        Saboteurs.keepsItsPages(LEARNER),
                                        Backend.HASHMAP))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void servesMoreKeysThanItKeepsAtHand(Backend backend) throws Exception {
        TrainOperator forgetful =
                new TrainOperator(LEARNER.train(), LEARNER.schema()) {
                    @Override
                    long workingSet() {
                        return 3 * pageBytes();
                    }
                };
        try (StageHarness<LearningEvent> harness = StageHarness.open(forgetful, backend, null)) {
            harness.process(samples(0, 1_000, 20));
            assertPages(harness, plainly(Room.TRAIN, 1_000, 20));
        }
    }

    private static long pageBytes() {
        return plainly(Room.TRAIN, 1, 1).values().iterator().next().bytes();
    }

    @ParameterizedTest
    @MethodSource("roomsAndBackends")
    void keepsEachModelWhenTheJobIsRescaled(Room room, Backend backend) throws Exception {
        OperatorSubtaskState one;
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(room.operator(), backend, null)) {
            harness.process(samples(0, 100, 12));
            one = harness.snapshot(1, 1);
        }
        OperatorSubtaskState[] two = new OperatorSubtaskState[2];
        for (int subtask = 0; subtask < 2; subtask++) {
            try (StageHarness<LearningEvent> harness =
                    StageHarness.create(room.operator(), EventTypes.EVENT, backend, 2, subtask)) {
                harness.initializeState(repartition(one, 1, 2, subtask));
                harness.open();
                harness.process(samplesOf(subtask, samples(100, 250, 12)));
                two[subtask] = harness.snapshot(2, 2);
            }
        }
        OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(two);
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(room.operator(), backend, repartition(both, 2, 1, 0))) {
            harness.process(samples(250, 400, 12));
            assertPages(harness, plainly(room, 400, 12));
        }
    }

    private static OperatorSubtaskState repartition(
            OperatorSubtaskState state, int from, int to, int subtask) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, StageHarness.MAX_PARALLELISM, from, to, subtask);
    }

    private static List<Sample> samplesOf(int subtask, List<Sample> samples) {
        List<Sample> own = new ArrayList<>();
        for (Sample sample : samples) {
            if (KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            sample.key(), StageHarness.MAX_PARALLELISM, 2)
                    == subtask) {
                own.add(sample);
            }
        }
        assertThat(own).as("both subtasks have work").isNotEmpty();
        return own;
    }

    @Test
    void handsOnEveryEventInOrder() throws Exception {
        Sample sample = samples(0, 1, 1).get(0);
        Rejected rejected = new Rejected("k0", RejectReason.EMPTY);
        Snapshot snapshot = new Snapshot("k0", 7);
        Adopt adopt = new Adopt("k0", List.of());
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(Room.NORMALIZE.operator(), Backend.HASHMAP, null)) {
            harness.process(List.of(sample, rejected, snapshot, adopt));
            assertThat(harness.extractOutputValues())
                    .extracting(event -> (Object) event.getClass())
                    .containsExactly(Sample.class, Rejected.class, Snapshot.class, Adopt.class);
        }
    }

    @Test
    void putsACopyOfItsPageOnASnapshot() throws Exception {
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(Room.NORMALIZE.operator(), Backend.HASHMAP, null)) {
            harness.process(samples(0, 50, 1));
            Page page = harness.page("k0");
            Page then = page.copy();
            harness.process(samples(50, 60, 1));
            assertThat(page).isEqualTo(then).isNotEqualTo(harness.page("k0"));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void takesACopyOfTheAdoptedPageAndGoesOnFromIt(Backend backend) throws Exception {
        Page given = plainly(Room.TRAIN, 100, 1).get("k0");
        Page kept = given.copy();
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(Room.TRAIN.operator(), backend, null)) {
            harness.process(samples(0, 30, 1));
            harness.processElement(new Adopt("k0", List.of(given)), 0);
            assertThat(harness.page("k0")).isEqualTo(kept);
            harness.process(samples(100, 200, 1));
            assertThat(harness.page("k0")).isEqualTo(plainly(Room.TRAIN, 200, 1).get("k0"));
            assertThat(given).isEqualTo(kept);
        }
    }

    @Test
    void keepsItsPageIfTheAdoptedModelHasNone() throws Exception {
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(Room.TRAIN.operator(), Backend.HASHMAP, null)) {
            harness.process(samples(0, 30, 1));
            harness.processElement(new Adopt("k0", List.of(new Page("clean"))), 0);
            assertPages(harness, plainly(Room.TRAIN, 30, 1));
        }
    }

    @Test
    void refusesStateOfAnotherConfiguration() throws Exception {
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(Room.TRAIN.operator(), Backend.HASHMAP, null)) {
            Page other = new Page("train").put("params", new float[3]);
            assertThatThrownBy(() -> harness.processElement(new Adopt("k0", List.of(other)), 0))
                    .isInstanceOf(UnrecoverableException.class)
                    .hasMessageContaining("params");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void refusesRestoredStateOfAnotherConfigurationBeforeItRuns(Backend backend) throws Exception {
        OperatorSubtaskState state;
        try (StageHarness<LearningEvent> before =
                StageHarness.open(Room.TRAIN.operator(), backend, null)) {
            before.process(samples(0, 30, 2));
            state = before.snapshot(1, 1);
        }
        LearnerConfig other = TestLearners.perceptronOnNd4j(true);
        try (StageHarness<LearningEvent> after =
                StageHarness.create(
                        new TrainOperator(other.train(), other.schema()),
                        EventTypes.EVENT,
                        backend,
                        1,
                        0)) {
            assertThatThrownBy(() -> after.initializeState(state))
                    .isInstanceOf(UnrecoverableException.class)
                    .hasMessageContaining("page 'train' was written under another configuration");
        }
    }

    @Test
    void leavesNoStateForAModelThatOnlyHadDeadLetters() throws Exception {
        try (StageHarness<LearningEvent> harness =
                StageHarness.open(Room.CLEAN.operator(), Backend.HASHMAP, null)) {
            harness.processElement(new Rejected("k0", RejectReason.EMPTY), 0);
            harness.snapshot(1, 1);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    private static void assertPages(StageHarness<LearningEvent> harness, Map<String, Page> expected)
            throws Exception {
        assertThat(expected).isNotEmpty();
        for (String key : new TreeSet<>(expected.keySet())) {
            assertThat(harness.page(key)).as(key).isEqualTo(expected.get(key));
        }
    }
}
