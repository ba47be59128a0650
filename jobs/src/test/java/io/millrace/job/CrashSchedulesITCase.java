package io.millrace.job;

import io.millrace.config.RuntimeConfig.Backend;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Laws 1 and 3 under failure: whatever fails, whenever, the job puts out exactly what it does
 * undisturbed and what a plain learner without Flink does, to the bit and each thing once. Each
 * schedule of failures is drawn by its seed. {@code -Dmillrace.crash.schedules=1000} runs more of
 * them than the build does, {@code -Dmillrace.crash.seed=17} one alone.
 */
class CrashSchedulesITCase {

    /** Each learner on each backend, with one failure to five. */
    static final int IN_A_BUILD = 60;

    private static final int SCHEDULES = Integer.getInteger("millrace.crash.schedules", IN_A_BUILD);

    private static final Long SEED = Long.getLong("millrace.crash.seed");

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .setConfiguration(
                                    new Configuration()
                                            .set(
                                                    TaskManagerOptions.MANAGED_MEMORY_SIZE,
                                                    MemorySize.ofMebiBytes(128)))
                            .build());

    static Stream<Arguments> undisturbed() {
        return Stream.of(CrashLearner.values())
                .flatMap(l -> Stream.of(Backend.values()).map(b -> Arguments.of(l, b)));
    }

    @ParameterizedTest
    @MethodSource
    void undisturbed(CrashLearner learner, Backend backend) throws Exception {
        FaultyJob job = new FaultyJob(learner, backend);
        job.run(List.of());
        job.check();
    }

    static Stream<FaultSchedule> schedules() {
        LongStream seeds = SEED != null ? LongStream.of(SEED) : LongStream.range(0, SCHEDULES);
        return seeds.mapToObj(seed -> FaultSchedule.of(seed, TracedTopology.RECORDS));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void putsOutTheSameThrough(FaultSchedule schedule) throws Exception {
        try {
            FaultyJob job = new FaultyJob(schedule.learner(), schedule.backend());
            job.losesCheckpoints(schedule.losesCheckpoints()).run(schedule.faults());
            job.check();
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    schedule + "\nfailed; this repeats it:\n" + command(schedule.seed()) + "\n", e);
        }
    }

    private static String command(long seed) {
        return "./mvnw -pl operators,jobs verify -Dtest=NONE -Dit.test=CrashSchedulesITCase"
                + " -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dfailsafe.failIfNoSpecifiedTests=false -Dmillrace.crash.seed="
                + seed;
    }
}
