package io.millrace.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import io.millrace.data.Progress;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    @Test
    void closesWindowsByCountOfScoredSamples() {
        Evaluator evaluator = Streams.evaluator(Streams.byCount(3), Streams.TWO_CLASSES);
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            reports.addAll(evaluator.evaluate(Streams.scored(i % 2, 0.4, 0.6)));
        }

        assertThat(reports).extracting(Report::kind).containsOnly(Report.Kind.COUNT);
        assertThat(reports).extracting(Report::from).containsExactly(0L, 3L);
        assertThat(reports).extracting(Report::to).containsExactly(3L, 6L);
        assertThat(reports.get(0).metrics()).containsEntry("accuracy", 1 / 3.0);
        assertThat(reports.get(1).metrics()).containsEntry("accuracy", 2 / 3.0);
        assertThat(reports.get(1).cumulative()).containsEntry("accuracy", 0.5);
        assertThat(reports.get(1).classes()).containsEntry("no", 1L).containsEntry("yes", 2L);
        assertThat(reports.get(1).confusion()).isEqualTo(new long[][] {{0, 1}, {0, 2}});
        assertThat(evaluator.report("m").metrics()).containsEntry("accuracy", 3 / 7.0);
        assertThat(evaluator.report("m").samples()).isEqualTo(7);
        assertThat(evaluator.report("m").to()).isEqualTo(7);
    }

    @Test
    void scoresMaskedSamplesAndNeverSyntheticOnes() {
        Evaluator evaluator = Streams.evaluator(Streams.byCount(10), Streams.TWO_CLASSES);
        Sample masked = Streams.scored(1, 0.2, 0.8);
        masked.masked = true;
        Sample synthetic = Streams.scored(0, 0.2, 0.8);
        synthetic.synthetic = true;
        evaluator.evaluate(masked);
        evaluator.evaluate(synthetic);

        assertThat(evaluator.report("").samples()).isEqualTo(1);
        assertThat(evaluator.report("").metrics()).containsEntry("accuracy", 1.0);
    }

    @Test
    void accountsForEveryRecordAtAllTimes() {
        Evaluator evaluator = Streams.evaluator(Streams.byCount(10), Streams.TWO_CLASSES);
        Progress progress = new Progress();
        for (int i = 0; i < 20; i++) {
            Sample sample = Streams.scored(1, 0.2, 0.8);
            sample.progress = progress;
            if (i % 5 == 0) {
                progress.maskedByRebalance++;
            } else if (i % 7 == 0) {
                progress.maskedNonFinite++;
            } else if (++progress.pending == 4) {
                progress.learned += 4;
                progress.pending = 0;
            }
            for (Report report : evaluator.evaluate(sample)) {
                assertThat(report.counts().balanced()).isTrue();
            }
            evaluator.reject(
                    new Rejected("", i % 2 == 0 ? RejectReason.EMPTY : RejectReason.BAD_ID));
            assertThat(evaluator.report("").counts().balanced()).isTrue();
        }
        assertThat(evaluator.report("").counts().in()).isEqualTo(40);
        assertThat(evaluator.report("").counts().masked()).isEqualTo(6);
        assertThat(evaluator.report("").counts().deadLettered())
                .containsEntry("empty", 10L)
                .containsEntry("bad-id", 10L)
                .hasSize(2);
    }

    @Test
    void takesOverTheSamplesOfAGivenModelButHidesNoLoss() {
        Progress progress = new Progress();
        progress.learned = 100;
        progress.maskedNonFinite = 3;
        Evaluator evaluator = Streams.evaluator(Streams.byCount(10), Streams.TWO_CLASSES);
        evaluator.reject(new Rejected("", RejectReason.EMPTY));
        for (int i = 0; i < 2; i++) {
            Sample sample = Streams.scored(1, 0.2, 0.8);
            progress.learned++;
            sample.progress = progress;
            evaluator.evaluate(sample);
            assertThat(evaluator.report("").counts().balanced()).isTrue();
        }
        assertThat(evaluator.report("").counts().in()).isEqualTo(106);

        Sample lost = Streams.scored(1, 0.2, 0.8);
        lost.progress = progress;
        evaluator.evaluate(lost);
        assertThat(evaluator.report("").counts().balanced()).isFalse();
    }

    @Test
    void goesOnFromACopiedPageToTheBit() {
        goesOnFromACopiedPage(Streams.TWO_CLASSES);
        goesOnFromACopiedPage(Streams.THREE_CLASSES);
        goesOnFromACopiedPage(Streams.NUMBER);
    }

    private static void goesOnFromACopiedPage(Schema schema) {
        EvaluateConfig config = new EvaluateConfig(7, 50, 20, 0, 0.99);
        Page page = new Page("evaluate");
        Evaluator undisturbed = config.bind(page, schema);
        Page copy = new Page("evaluate");
        Evaluator interrupted = config.bind(copy, schema);
        Random random = new Random(1);
        int closed = 0;
        for (int i = 0; i < 200; i++) {
            Sample sample = Streams.random(random, schema.target().size());
            sample.eventTime = i * 9 + random.nextInt(60);
            List<Report> expected = undisturbed.evaluate(sample);
            List<Report> actual = interrupted.evaluate(sample);
            assertThat(actual).hasSameSizeAs(expected);
            if (!expected.isEmpty()) {
                assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
            }
            closed += expected.size();
            if (i % 3 == 0) {
                copy = copy.copy();
                interrupted = config.bind(copy, schema);
            }
        }
        assertThat(copy).isEqualTo(page);
        assertThat(closed).isGreaterThan(50);
        assertThat(interrupted.late()).isEqualTo(undisturbed.late()).isPositive();
    }
}
