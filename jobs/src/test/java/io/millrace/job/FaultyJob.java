package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.config.RuntimeConfig.Backend;
import io.millrace.data.DeadLetter;
import io.millrace.data.Page;
import io.millrace.data.Prediction;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.Report;
import io.millrace.data.Snapshot;
import io.millrace.learn.LearnerConfig;
import io.millrace.operator.AdmitOperator;
import io.millrace.operator.EvaluateOperator;
import io.millrace.operator.EventTypes;
import io.millrace.operator.ParseOperator;
import io.millrace.operator.StageOperator;
import io.millrace.operator.TestStream;
import io.millrace.operator.TrainOperator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The training job over a bounded, replayable stream, failing as the {@link FaultPlan} says, and
 * the one check of what it has put out.
 */
final class FaultyJob {

    static final int RECORDS = 600;

    /** Far more than a run takes; without it, one that hangs would hang the build. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final LearnerConfig learner;
    private final List<Page> initialModel;
    private final boolean keyed;
    private TrainOperators operators;
    private CommittedSink<Report> metrics = CommittedSink.of(Traces::of);
    private CommittedSink<Prediction> predictions = CommittedSink.of(Traces::of);
    private boolean withoutMetrics;
    private Backend backend = Backend.HASHMAP;
    private int parallelism = 1;
    private boolean losesCheckpoints;
    private boolean swallowsDeadLetters;
    private Map<String, String> renaming = Map.of();

    FaultyJob(LearnerConfig learner) {
        this(learner, List.of());
    }

    FaultyJob(CrashLearner learner, Backend backend) {
        this(learner.config());
        this.backend = backend;
        this.parallelism = learner.parallelism();
    }

    /** A job whose models start from given pages. */
    FaultyJob(LearnerConfig learner, List<Page> initialModel) {
        this.learner = learner;
        this.initialModel = initialModel;
        this.keyed = learner.schema().keyField().isPresent();
        this.operators = TrainOperators.of(TestStream.parser(keyed), learner, initialModel, true);
    }

    FaultyJob backend(Backend value) {
        backend = value;
        return this;
    }

    FaultyJob parallelism(int value) {
        parallelism = value;
        return this;
    }

    /** Goes on after a checkpoint that failed. */
    FaultyJob losesCheckpoints(boolean value) {
        losesCheckpoints = value;
        return this;
    }

    FaultyJob with(ParseOperator parse) {
        return with(parse, operators.admit(), operators.train(), operators.evaluate());
    }

    FaultyJob with(AdmitOperator admit) {
        return with(operators.parse(), admit, operators.train(), operators.evaluate());
    }

    FaultyJob with(TrainOperator train) {
        return with(operators.parse(), operators.admit(), train, operators.evaluate());
    }

    FaultyJob with(EvaluateOperator evaluate) {
        return with(operators.parse(), operators.admit(), operators.train(), evaluate);
    }

    private FaultyJob with(
            ParseOperator parse,
            AdmitOperator admit,
            StageOperator<?> train,
            EvaluateOperator evaluate) {
        operators =
                new TrainOperators(
                        parse,
                        admit,
                        operators.clean(),
                        operators.normalize(),
                        operators.rebalance(),
                        train,
                        evaluate);
        return this;
    }

    FaultyJob withMetricsVisibleEarly() {
        metrics = CommittedSink.early(Traces::of);
        return this;
    }

    FaultyJob withPredictionsVisibleAgain() {
        predictions = CommittedSink.again(Traces::of);
        return this;
    }

    /** Loses one dead letter in three on its way to the sink. */
    FaultyJob withDeadLettersSwallowed() {
        swallowsDeadLetters = true;
        return this;
    }

    /** Gives one operator another uid. */
    FaultyJob renaming(String from, String to) {
        renaming = Map.of(from, to);
        return this;
    }

    FaultyJob withoutMetrics() {
        withoutMetrics = true;
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
        await().atMost(PATIENCE).until(() -> Pace.passed() > RECORDS / 3);
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
        TrainTopology.configure(env, 8);
        TrainTopology.define(source(env), operators, sinks());
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
        List<RawRecord> records = new ArrayList<>();
        for (long i = 0; i < RECORDS; i++) {
            records.add(record(i));
        }
        RecordParser parser = TestStream.parser(keyed);
        List<String> expected = PlainRun.of(records, parser, learner, initialModel);
        assertThat(difference(CommittedSink.committed(), expected))
                .as("what is missing (-) and what is too much (+)")
                .isEmpty();
    }

    private static List<String> difference(List<String> actual, List<String> expected) {
        Map<String, Integer> surplus = new TreeMap<>();
        actual.forEach(trace -> surplus.merge(trace, 1, Integer::sum));
        expected.forEach(trace -> surplus.merge(trace, -1, Integer::sum));
        List<String> difference = new ArrayList<>();
        surplus.forEach(
                (trace, count) -> {
                    if (count != 0) {
                        difference.add((count < 0 ? "- " : "+ ") + trace);
                    }
                });
        return difference;
    }

    /** Five models, and five others in the second half: one half goes to each of two sources. */
    private static RawRecord record(long i) {
        return TestStream.record(i, (i < RECORDS / 2 ? "k" : "l") + i % 5);
    }

    private static RawRecord paced(long i) {
        Pace.keep();
        return record(i);
    }

    private static DataStream<RawRecord> source(StreamExecutionEnvironment env) {
        return env.fromSource(
                        new FaultySource(RECORDS), WatermarkStrategy.noWatermarks(), Uids.SOURCE)
                .uid(Uids.SOURCE)
                .map(FaultyJob::paced)
                .returns(EventTypes.RAW_RECORD)
                .uid("record");
    }

    private TrainSinks sinks() {
        CommittedSink<DeadLetter> deadLetters = CommittedSink.of(Traces::of);
        CommittedSink<Snapshot> models = CommittedSink.of(Traces::of);
        return new TrainSinks(
                reports -> {
                    rename(reports);
                    if (!withoutMetrics) {
                        attach(reports, metrics, Uids.METRICS);
                    }
                },
                Optional.of(stream -> attach(stream, predictions, Uids.PREDICTIONS)),
                stream -> attach(swallow(stream), deadLetters, Uids.DEAD_LETTERS),
                Optional.of(stream -> attach(stream, models, Uids.MODELS)));
    }

    private DataStream<DeadLetter> swallow(DataStream<DeadLetter> letters) {
        return swallowsDeadLetters
                ? letters.filter(letter -> letter.record().offset() % 3 != 0).uid("swallow")
                : letters;
    }

    private void rename(DataStream<?> stream) {
        for (Transformation<?> t : stream.getTransformation().getTransitivePredecessors()) {
            if (t.getUid() != null) {
                t.setUid(renaming.getOrDefault(t.getUid(), t.getUid()));
            }
        }
    }

    private static <T> void attach(DataStream<T> stream, CommittedSink<T> sink, String uid) {
        stream.sinkTo(sink).name(uid).uid(uid);
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
