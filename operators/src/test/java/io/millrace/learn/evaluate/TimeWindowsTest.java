package io.millrace.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Report;
import io.millrace.data.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeWindowsTest {

    private static Evaluator evaluator(long length, long lateness) {
        return Streams.evaluator(
                new EvaluateConfig(1_000, length, lateness, 0, 0.9), Streams.TWO_CLASSES);
    }

    /** {@code from-to:samples} of the windows that close while these times pass. */
    static List<String> closed(Evaluator evaluator, long... times) {
        List<String> closed = new ArrayList<>();
        for (long time : times) {
            for (Report r : evaluator.evaluate(Streams.at(time, Streams.scored(1, 0.1, 0.9)))) {
                assertThat(r.kind()).isEqualTo(Report.Kind.EVENT_TIME);
                closed.add(r.from() + "-" + r.to() + ":" + r.samples());
            }
        }
        return closed;
    }

    @Test
    void closesAWindowWhenTheNewestTimeReachesItsEnd() {
        Evaluator evaluator = evaluator(10, 0);
        assertThat(closed(evaluator, 0, 9, 3)).isEmpty();
        assertThat(closed(evaluator, 10)).containsExactly("0-10:3");
        assertThat(closed(evaluator, 19, 20)).containsExactly("10-20:2");
    }

    @Test
    void waitsForLateSamples() {
        Evaluator evaluator = evaluator(10, 15);
        assertThat(closed(evaluator, 5, 12, 24, 6, 19)).isEmpty();
        assertThat(closed(evaluator, 25)).containsExactly("0-10:2");
        assertThat(evaluator.late()).isZero();
        assertThat(closed(evaluator, 9)).isEmpty();
        assertThat(evaluator.late()).isEqualTo(1);
        assertThat(closed(evaluator, 45)).containsExactly("10-20:2", "20-30:2");
    }

    @Test
    void aLateSampleCountsEverywhereElse() {
        Evaluator evaluator = evaluator(10, 0);
        closed(evaluator, 50, 7);
        assertThat(evaluator.late()).isEqualTo(1);
        assertThat(evaluator.report("").samples()).isEqualTo(2);
    }

    @Test
    void passesOverTimesWithoutSamples() {
        Evaluator evaluator = evaluator(10, 20);
        assertThat(closed(evaluator, -15, 1)).isEmpty();
        assertThat(closed(evaluator, 1_000_000_000_000L)).containsExactly("-20--10:1", "0-10:1");
        assertThat(closed(evaluator, 1_000_000_000_100L))
                .containsExactly("1000000000000-1000000000010:1");
    }

    @Test
    void leavesSamplesWithoutATimeToTheOtherWindows() {
        Evaluator evaluator = evaluator(10, 0);
        assertThat(closed(evaluator, 1, Sample.NO_TIME, 2, 10)).containsExactly("0-10:2");
        assertThat(evaluator.report("").samples()).isEqualTo(4);
        assertThat(evaluator.late()).isZero();
    }

    @Test
    void survivesTheEndsOfTime() {
        Evaluator evaluator = evaluator(10, 150);
        closed(evaluator, Long.MIN_VALUE + 1, 0, Long.MAX_VALUE, 5, Long.MIN_VALUE + 2);
        assertThat(evaluator.report("").samples()).isEqualTo(5);
        assertThat(evaluator.late()).isEqualTo(2);
    }

    @Test
    void reportsTheStateBeforeTheSampleThatClosesIt() {
        Evaluator evaluator = evaluator(10, 0);
        evaluator.evaluate(Streams.at(1, Streams.scored(1, 0.1, 0.9)));
        Report report = evaluator.evaluate(Streams.at(11, Streams.scored(0, 0.1, 0.9))).get(0);
        assertThat(report.metrics()).containsEntry("accuracy", 1.0);
        assertThat(report.cumulative()).containsEntry("accuracy", 1.0);
        assertThat(report.fading()).containsEntry("accuracy", 1.0);
        assertThat(report.counts().in()).isEqualTo(1);
        assertThat(report.baselines()).containsOnlyKeys("noChange", "majority");
    }
}
