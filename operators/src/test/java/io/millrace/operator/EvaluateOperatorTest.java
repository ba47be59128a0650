package io.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.FeatureVector;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.Prediction;
import io.millrace.data.Progress;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Snapshot;
import io.millrace.format.Exactly;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.evaluate.Evaluator;
import io.millrace.operator.StageHarness.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluateOperatorTest {

    private static final EvaluateConfig CONFIG = new EvaluateConfig(10, 0, 0, 0, 0.9);

    private static EvaluateOperator operator(boolean predictions) {
        return new EvaluateOperator(CONFIG, TestStream.schema(true), predictions);
    }

    private static StageHarness<Report> open(
            EvaluateOperator operator, Backend backend, OperatorSubtaskState state)
            throws Exception {
        return StageHarness.open(operator, EventTypes.REPORT, backend, state);
    }

    /** Sample {@code i} of a model, as the trainer hands it on. */
    private static Sample trained(String key, int i) {
        double p = new SplittableRandom(i).nextDouble();
        Sample sample = new Sample(key, "id" + i, FeatureVector.dense(0), i % 3 == 0 ? 1 : 0);
        sample.ordinal = i;
        sample.offset = 100 + i;
        sample.partition = 2;
        sample.eventTime = i;
        sample.prediction = new double[] {1 - p, p};
        Progress progress = new Progress();
        progress.learned = i + 1;
        sample.progress = progress;
        return sample;
    }

    private static List<LearningEvent> trained(String key, int from, int to) {
        List<LearningEvent> samples = new ArrayList<>();
        for (int i = from; i < to; i++) {
            samples.add(trained(key, i));
        }
        return samples;
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void reportsWhatThePlainEvaluatorReportsAcrossARestart(Backend backend) throws Exception {
        Evaluator plain = CONFIG.bind(new Page("evaluate"), TestStream.schema(true));
        List<Report> expected = new ArrayList<>();
        for (LearningEvent sample : trained("k0", 0, 45)) {
            expected.addAll(plain.evaluate((Sample) sample));
        }
        Rejected rejected = new Rejected("k0", RejectReason.EMPTY);
        plain.reject(rejected);
        expected.add(plain.report("k0"));

        List<Report> reports;
        OperatorSubtaskState state;
        try (StageHarness<Report> harness = open(operator(false), backend, null)) {
            harness.process(trained("k0", 0, 25));
            state = harness.snapshot(1, 1);
            reports = new ArrayList<>(harness.extractOutputValues());
        }
        EvaluateOperator operator = operator(false);
        try (StageHarness<Report> harness = open(operator, backend, state)) {
            harness.process(trained("k0", 25, 45));
            harness.processElement(rejected, 0);
            operator.endInput();
            reports.addAll(harness.extractOutputValues());
        }
        Exactly.assertSame(reports, expected);
        assertThat(reports.get(4).kind()).isEqualTo(Report.Kind.CUMULATIVE);
        assertThat(reports.get(4).counts().balanced()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void closesWithOneCumulativeReportOfEachModel(Backend backend) throws Exception {
        EvaluateOperator operator = operator(false);
        try (StageHarness<Report> harness = open(operator, backend, null)) {
            harness.process(trained("k1", 0, 3));
            harness.process(trained("k0", 0, 4));
            harness.processElement(new Rejected("", RejectReason.UNPARSABLE), 0);
            operator.endInput();
            assertThat(harness.extractOutputValues())
                    .extracting(Report::key, Report::samples, r -> r.counts().in())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("", 0L, 1L),
                            org.assertj.core.groups.Tuple.tuple("k0", 4L, 4L),
                            org.assertj.core.groups.Tuple.tuple("k1", 3L, 3L));
        }
    }

    /** As after a failure of a task that was all done, or after a job was drained. */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void reportsNothingWhenItComesToTheSameEndAgain(Backend backend) throws Exception {
        OperatorSubtaskState state;
        EvaluateOperator operator = operator(false);
        try (StageHarness<Report> harness = open(operator, backend, null)) {
            harness.process(trained("k0", 0, 4));
            harness.process(trained("k1", 0, 3));
            operator.endInput();
            state = harness.snapshot(1, 1);
        }
        EvaluateOperator again = operator(false);
        try (StageHarness<Report> harness = open(again, backend, state)) {
            again.endInput();
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processElement(new Rejected("k1", RejectReason.UNPARSABLE), 0);
            again.endInput();
            assertThat(harness.extractOutputValues()).extracting(Report::key).containsExactly("k1");
        }
    }

    @Test
    void handsOutEachPredictionIfWanted() throws Exception {
        try (StageHarness<Report> harness = open(operator(true), Backend.HASHMAP, null)) {
            Sample sample = trained("k0", 7);
            harness.processElement(sample, 0);
            Sample synthetic = trained("k0", 7);
            synthetic.synthetic = true;
            harness.processElement(synthetic, 0);
            Queue<StreamRecord<Prediction>> predictions =
                    harness.getSideOutput(EventTypes.PREDICTIONS);
            assertThat(predictions).hasSize(1);
            Exactly.assertSame(
                    predictions.peek().getValue(),
                    new Prediction("k0", "id7", 2, 107, 7, sample.prediction, 0));
        }
    }

    @Test
    void handsOutNoPredictionOtherwise() throws Exception {
        try (StageHarness<Report> harness = open(operator(false), Backend.HASHMAP, null)) {
            harness.process(trained("k0", 0, 3));
            assertThat(harness.getSideOutput(EventTypes.PREDICTIONS)).isNull();
        }
    }

    @Test
    void completesAModelWithItsOwnPage() throws Exception {
        try (StageHarness<Report> harness = open(operator(false), Backend.HASHMAP, null)) {
            harness.process(trained("k0", 0, 3));
            Snapshot snapshot = new Snapshot("k0", 1);
            snapshot.add(new Page("train"));
            harness.processElement(snapshot, 0);
            assertThat(harness.getSideOutput(EventTypes.MODELS)).hasSize(1);
            assertThat(snapshot.pages())
                    .extracting(Page::stage)
                    .containsExactly("train", "evaluate");
        }
    }

    @Test
    void noticesASampleThatTheTrainerLost() throws Exception {
        EvaluateOperator operator = operator(false);
        try (StageHarness<Report> harness = open(operator, Backend.HASHMAP, null)) {
            harness.process(trained("k0", 0, 5));
            assertThat(operator.unaccounted()).isZero();
            Sample after = trained("k0", 5);
            after.progress.learned--;
            harness.processElement(after, 0);
            harness.process(trained("k1", 0, 5));
            assertThat(operator.unaccounted()).isEqualTo(1);
        }
    }
}
