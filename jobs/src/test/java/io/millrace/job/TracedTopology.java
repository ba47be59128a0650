package io.millrace.job;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The training job between a bounded, replayable stream and sinks that keep traces: whole, or
 * broken in one way.
 */
final class TracedTopology {

    static final int RECORDS = 600;

    private final LearnerConfig learner;
    private final List<Page> initialModel;
    private final boolean keyed;
    private TrainOperators operators;
    private CommittedSink<Report> metrics = CommittedSink.of(Traces::of);
    private CommittedSink<Prediction> predictions = CommittedSink.of(Traces::of);
    private boolean withoutMetrics;
    private boolean swallowsDeadLetters;
    private Map<String, String> renaming = Map.of();

    TracedTopology(LearnerConfig learner) {
        this(learner, List.of());
    }

    /** One whose models start from given pages. */
    TracedTopology(LearnerConfig learner, List<Page> initialModel) {
        this.learner = learner;
        this.initialModel = initialModel;
        this.keyed = learner.schema().keyField().isPresent();
        this.operators = TrainOperators.of(TestStream.parser(keyed), learner, initialModel, true);
    }

    TracedTopology with(ParseOperator parse) {
        return with(parse, operators.admit(), operators.train(), operators.evaluate());
    }

    TracedTopology with(AdmitOperator admit) {
        return with(operators.parse(), admit, operators.train(), operators.evaluate());
    }

    TracedTopology with(TrainOperator train) {
        return with(operators.parse(), operators.admit(), train, operators.evaluate());
    }

    TracedTopology with(EvaluateOperator evaluate) {
        return with(operators.parse(), operators.admit(), operators.train(), evaluate);
    }

    private TracedTopology with(
            ParseOperator parse,
            AdmitOperator admit,
            StageOperator<?> train,
            EvaluateOperator evaluate) {
        operators =
                new TrainOperators(
                        parse,
                        admit,
                        operators.clean(),
                        operators.history(),
                        operators.normalize(),
                        operators.rebalance(),
                        train,
                        evaluate);
        return this;
    }

    TracedTopology withMetricsVisibleEarly() {
        metrics = CommittedSink.early(Traces::of);
        return this;
    }

    TracedTopology withPredictionsVisibleAgain() {
        predictions = CommittedSink.again(Traces::of);
        return this;
    }

    /** Loses one dead letter in three on its way to the sink. */
    TracedTopology withDeadLettersSwallowed() {
        swallowsDeadLetters = true;
        return this;
    }

    /** Gives one operator another uid. */
    TracedTopology renaming(String from, String to) {
        renaming = Map.of(from, to);
        return this;
    }

    TracedTopology withoutMetrics() {
        withoutMetrics = true;
        return this;
    }

    void define(StreamExecutionEnvironment env) {
        TrainTopology.configure(env, 8);
        TrainTopology.define(source(env), operators, sinks());
    }

    /** The traces that it must leave, whole and undisturbed, sorted. */
    List<String> expected() {
        List<RawRecord> records = new ArrayList<>();
        for (long i = 0; i < RECORDS; i++) {
            records.add(record(i));
        }
        RecordParser parser = TestStream.parser(keyed);
        return PlainRun.of(records, parser, learner, initialModel);
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
                .map(TracedTopology::paced)
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
}
