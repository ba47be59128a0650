package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.millrace.operator.EventTypes;
import io.millrace.operator.ParseOperator;
import io.millrace.operator.StageOperator;
import io.millrace.operator.TestStream;
import io.millrace.operator.TrainOperator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The training job over a bounded, replayable stream, failing as the {@link FaultPlan} says, and
 * the one check of what it has put out.
 */
final class FaultyJob {

    static final int RECORDS = 1_500;

    private final LearnerConfig learner;
    private final List<Page> initialModel;
    private final boolean keyed;
    private TrainOperators operators;
    private CommittedSink<Report> metrics = CommittedSink.of(Traces::of);
    private boolean withoutMetrics;
    private Backend backend = Backend.HASHMAP;
    private int parallelism = 1;

    FaultyJob(LearnerConfig learner) {
        this(learner, List.of());
    }

    /** A job whose models start from given pages. */
    FaultyJob(LearnerConfig learner, List<Page> initialModel) {
        this.learner = learner;
        this.initialModel = initialModel;
        this.keyed = learner.schema().keyField().isPresent();
        this.operators = FaultyOperators.of(TestStream.parser(keyed), learner, initialModel);
    }

    FaultyJob backend(Backend value) {
        backend = value;
        return this;
    }

    FaultyJob parallelism(int value) {
        parallelism = value;
        return this;
    }

    FaultyJob with(ParseOperator parse) {
        operators = replace(parse, operators.admit(), operators.train());
        return this;
    }

    FaultyJob with(AdmitOperator admit) {
        operators = replace(operators.parse(), admit, operators.train());
        return this;
    }

    FaultyJob with(TrainOperator train) {
        operators = replace(operators.parse(), operators.admit(), train);
        return this;
    }

    private TrainOperators replace(
            ParseOperator parse, AdmitOperator admit, StageOperator<?> train) {
        return new TrainOperators(
                parse,
                admit,
                operators.clean(),
                operators.normalize(),
                operators.rebalance(),
                train,
                operators.evaluate());
    }

    FaultyJob withMetricsVisibleEarly() {
        metrics = CommittedSink.early(Traces::of);
        return this;
    }

    FaultyJob withoutMetrics() {
        withoutMetrics = true;
        return this;
    }

    /** Runs the job, and asserts that every failure happened. */
    JobExecutionResult run() throws Exception {
        Pace.begin();
        CommittedSink.begin();
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration());
        env.setParallelism(parallelism);
        TrainTopology.configure(env, 8);
        TrainTopology.define(source(env), operators, sinks());
        JobExecutionResult result = env.execute();
        assertThat(FaultPlan.remaining()).as("failures that did not happen").isZero();
        return result;
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
                        new NumberSequenceSource(0, RECORDS - 1),
                        WatermarkStrategy.noWatermarks(),
                        Uids.SOURCE)
                .uid(Uids.SOURCE)
                .map(FaultyJob::paced)
                .returns(EventTypes.RAW_RECORD)
                .uid("record");
    }

    private TrainSinks sinks() {
        CommittedSink<Prediction> predictions = CommittedSink.of(Traces::of);
        CommittedSink<DeadLetter> deadLetters = CommittedSink.of(Traces::of);
        CommittedSink<Snapshot> models = CommittedSink.of(Traces::of);
        return new TrainSinks(
                reports -> {
                    if (!withoutMetrics) {
                        attach(reports, metrics, Uids.METRICS);
                    }
                },
                Optional.of(stream -> attach(stream, predictions, Uids.PREDICTIONS)),
                stream -> attach(stream, deadLetters, Uids.DEAD_LETTERS),
                Optional.of(stream -> attach(stream, models, Uids.MODELS)));
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
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50))
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1_000)
                .set(
                        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                        Duration.ofMillis(1));
    }
}
