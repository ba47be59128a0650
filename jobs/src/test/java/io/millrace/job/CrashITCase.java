package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.job.Fault.Moment;
import io.millrace.job.Fault.Place;
import io.millrace.learn.Learner;
import io.millrace.learn.LearnerConfig;
import io.millrace.operator.Saboteurs;
import io.millrace.operator.TestLearners;
import io.millrace.operator.TestStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Laws 1 and 3 under failure: whatever fails, whenever, the job puts out exactly what a plain
 * learner without Flink does, to the bit and each thing once. And the check can fail: it catches
 * every saboteur.
 */
class CrashITCase {

    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .setConfiguration(
                                    METRICS.addToConfiguration(
                                            new Configuration()
                                                    .set(
                                                            TaskManagerOptions.MANAGED_MEMORY_SIZE,
                                                            MemorySize.ofMebiBytes(128))))
                            .build());

    private static final LearnerConfig ONE_MODEL = TestLearners.batchesOfAnImbalancedStream(false);
    private static final LearnerConfig MANY_MODELS = TestLearners.batchesOfAnImbalancedStream(true);

    @Test
    void aGivenModelIsTakenOverWholeByEveryModelWhateverFails() throws Exception {
        Learner pretrained = new Learner("", MANY_MODELS);
        TestStream.samples(5_000, 5_300, 1).forEach(pretrained::learn);
        FaultyJob job =
                new FaultyJob(new TracedTopology(MANY_MODELS, pretrained.snapshot().pages()));
        job.run(
                faults(
                        new Place(Uids.ADMIT, Moment.AFTER),
                        new Place(Uids.NORMALIZE, Moment.SNAPSHOT),
                        new Place(Uids.TRAIN, Moment.RESTORE),
                        new Place(Uids.TRAIN, Moment.BEFORE)));
        job.check();
    }

    @Test
    void theMetricsAccountForEveryRecord() throws Exception {
        JobID job = new FaultyJob(ONE_MODEL).run(List.of()).getJobID();
        long in = count(job, "parse.0.numRecordsIn");
        long learned = count(job, "train.0.learned");
        long pending = number(job, "train.0.pending").longValue();
        long masked = count(job, "train.0.masked") + count(job, "train.0.maskedNonFinite");
        long deadLettered =
                count(job, "parse.0.reason.unparsable.deadLetters")
                        + count(job, "parse.0.reason.missing-label.deadLetters");
        assertThat(in).isEqualTo(TracedTopology.RECORDS);
        assertThat(learned).isPositive();
        assertThat(masked).isPositive();
        assertThat(deadLettered).isPositive();
        assertThat(learned + pending + masked + deadLettered).isEqualTo(in);
        assertThat(number(job, "evaluate.0.unaccounted").longValue()).isZero();
        assertThat(count(job, "clean.0.imputed")).isPositive();
        assertThat(number(job, "admit.0.modelVersion").longValue()).isGreaterThan(10);
        assertThat(number(job, "evaluate.0.window.accuracy").doubleValue()).isBetween(0.5, 1.0);
    }

    @Test
    void goesOnFromASavepoint(@TempDir Path directory) throws Exception {
        FaultyJob job = new FaultyJob(ONE_MODEL);
        job.goOn(job.stop(directory), false);
        job.check();
    }

    private static List<Fault> faults(Place... places) {
        return FaultSchedule.spread(List.of(places), TracedTopology.RECORDS, new Random(8));
    }

    private static long count(JobID job, String name) {
        return ((Counter) metric(job, name)).getCount();
    }

    private static Number number(JobID job, String name) {
        return (Number) ((Gauge<?>) metric(job, name)).getValue();
    }

    private static Metric metric(JobID job, String name) {
        return METRICS.getMetricsByIdentifiers(job).entrySet().stream()
                .filter(metric -> metric.getKey().endsWith("." + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no metric " + name))
                .getValue();
    }

    /** Each broken in one way, and run through the same failures and the same check. */
    @Nested
    class Catches {

        @Test
        void anOptimizerThatIsNotRestored() throws Exception {
            assertCaught(topology().with(Saboteurs.forgetsTheOptimizer(ONE_MODEL)), "- model");
        }

        @Test
        void aMiniBatchThatIsDroppedAtACheckpoint() throws Exception {
            assertCaught(topology().with(Saboteurs.dropsThePendingBatch(ONE_MODEL)), "- model");
        }

        @Test
        void aPageThatIsKeptAcrossACheckpoint() throws Exception {
            assertCaught(topology().with(Saboteurs.keepsItsPages(ONE_MODEL)), "- model");
        }

        @Test
        void versionsThatBeginAnewAfterARestart() throws Exception {
            assertCaught(topology().with(Saboteurs.renumbersVersions(ONE_MODEL)), "- model");
        }

        @Test
        void aPoisonRecordThatIsSwallowed() throws Exception {
            assertCaught(
                    topology().with(Saboteurs.swallowsPoison(TestStream.parser(false))),
                    "- dead letter");
        }

        @Test
        void aSinkThatWritesNothing() throws Exception {
            assertCaught(topology().withoutMetrics(), "- report");
        }

        @Test
        void aSinkThatCommitsEarly() throws Exception {
            assertCaught(topology().withMetricsVisibleEarly(), "+ report");
        }

        @Test
        void aSinkThatCommitsAgain() throws Exception {
            FaultyJob job = new FaultyJob(topology().withPredictionsVisibleAgain());
            job.run(faults(new Place(Uids.PREDICTIONS + ": Committer", Moment.COMMITTED)));
            assertThatThrownBy(job::check).hasMessageContaining("+ prediction");
        }

        @Test
        void aDeadLetterThatIsSwallowed() throws Exception {
            assertCaught(topology().withDeadLettersSwallowed(), "- dead letter");
        }

        @Test
        void anOpenWindowThatIsDropped() throws Exception {
            assertCaught(topology().with(Saboteurs.dropsOpenWindows(ONE_MODEL)), "- report");
        }

        @Test
        void twoModelsThatAreSwapped() throws Exception {
            TracedTopology topology = new TracedTopology(MANY_MODELS);
            assertCaught(topology.with(Saboteurs.swapsTwoModels(MANY_MODELS)), "- model");
        }

        @Test
        void recordsThatAreSwapped() throws Exception {
            assertCaught(
                    topology().with(Saboteurs.swapsNeighbours(TestStream.parser(false))),
                    "- model");
        }

        @Test
        void aUidThatIsRenamed(@TempDir Path directory) throws Exception {
            FaultyJob job = new FaultyJob(topology());
            String savepoint = job.stop(directory);
            List<String> committed = CommittedSink.committed();
            FaultyJob renamed = new FaultyJob(topology().renaming(Uids.TRAIN, "learn"));
            assertThatThrownBy(() -> renamed.goOn(savepoint, false))
                    .rootCause()
                    .hasMessageContaining("Cannot map checkpoint/savepoint state");
            assertThat(CommittedSink.committed()).as("not a record more").isEqualTo(committed);
            renamed.goOn(savepoint, true);
            assertThatThrownBy(renamed::check).hasMessageContaining("- model");
        }

        private TracedTopology topology() {
            return new TracedTopology(ONE_MODEL);
        }

        private void assertCaught(TracedTopology topology, String by) throws Exception {
            FaultyJob job = new FaultyJob(topology);
            job.run(
                    faults(
                            new Place(Uids.CLEAN, Moment.AFTER),
                            new Place(Uids.EVALUATE, Moment.BEFORE),
                            new Place(Uids.NORMALIZE, Moment.BETWEEN)));
            assertThatThrownBy(job::check)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(by);
        }
    }
}
