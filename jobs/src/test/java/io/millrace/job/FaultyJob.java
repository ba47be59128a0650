package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.config.RuntimeConfig.Backend;
import io.millrace.learn.LearnerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs a topology, failing as the {@link FaultPlan} says, and holds what it has put out against
 * what it must.
 */
final class FaultyJob {

    /** Far more than a run takes; without it, one that hangs would hang the build. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final TracedTopology topology;
    private Backend backend = Backend.HASHMAP;
    private int parallelism = 1;
    private boolean losesCheckpoints;

    FaultyJob(TracedTopology topology) {
        this.topology = topology;
    }

    FaultyJob(LearnerConfig learner) {
        this(new TracedTopology(learner));
    }

    FaultyJob(CrashLearner learner, Backend backend) {
        this(learner.config());
        this.backend = backend;
        this.parallelism = learner.parallelism();
    }

    /** Goes on after a checkpoint that failed. */
    FaultyJob losesCheckpoints(boolean value) {
        losesCheckpoints = value;
        return this;
    }

    /** Runs the job through failures, and asserts that each of them happened. */
    JobExecutionResult run(List<Fault> faults) throws Exception {
        FaultPlan.begin(faults);
        CommittedSink.begin();
        JobExecutionResult result = finish(start(configuration()));
        assertThat(FaultPlan.remaining()).as("failures that did not happen").isEmpty();
        return result;
    }

    /** Runs the job into mid-stream, and stops it with a savepoint. */
    String stop(Path directory) throws Exception {
        FaultPlan.begin(List.of(Fault.NEVER));
        CommittedSink.begin();
        JobClient job = start(configuration());
        await().atMost(PATIENCE).until(() -> Pace.passed() > TracedTopology.RECORDS / 3);
        String to = directory.toUri().toString();
        return job.stopWithSavepoint(false, to, SavepointFormatType.CANONICAL).get();
    }

    /** Runs the job from a savepoint to the end. */
    void goOn(String savepoint, boolean ignoringUnclaimedState) throws Exception {
        FaultPlan.begin(List.of());
        finish(
                start(
                        configuration()
                                .set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint)
                                .set(
                                        StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE,
                                        ignoringUnclaimedState)));
    }

    private JobClient start(Configuration configuration) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        topology.define(env);
        return env.executeAsync(FaultyGraph.weave(env.getStreamGraph()));
    }

    private static JobExecutionResult finish(JobClient job) throws Exception {
        try {
            return job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            job.cancel().get();
            throw new AssertionError(
                    "did not end within %s; still to come: %s"
                            .formatted(PATIENCE, FaultPlan.remaining()),
                    e);
        }
    }

    /**
     * Asserts that the job has put out what a plain learner does: every report, prediction, dead
     * letter and model of every version, equal in all bits, and each once.
     */
    void check() {
        assertThat(Difference.of(CommittedSink.committed(), topology.expected()))
                .as("what is missing (-) and what is too much (+)")
                .isEmpty();
    }

    private Configuration configuration() {
        return new Configuration()
                .set(StateBackendOptions.STATE_BACKEND, backend.name().toLowerCase(Locale.ROOT))
                .set(
                        CheckpointingOptions.CHECKPOINT_STORAGE,
                        LingeringStorage.Factory.class.getName())
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, INTERVAL)
                .set(
                        CheckpointingOptions.TOLERABLE_FAILURE_NUMBER,
                        losesCheckpoints ? Integer.MAX_VALUE : 0)
                .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true)
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1_000)
                .set(
                        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                        Duration.ofMillis(1));
    }
}
