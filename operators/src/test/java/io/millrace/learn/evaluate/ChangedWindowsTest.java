package io.millrace.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A window never holds what a window of its length cannot, whatever the lengths were before. */
class ChangedWindowsTest {

    private static final Schema SCHEMA = Streams.NUMBER;

    private final Page page = new Page("evaluate");
    private final Random random = new Random(1);
    private int next;

    private static EvaluateConfig byTime(long length, long lateness) {
        return new EvaluateConfig(1_000_000, length, lateness, 0, 0.999);
    }

    /** One sample a second. */
    private List<Report> evaluate(EvaluateConfig config, int samples) {
        Evaluator evaluator = config.bind(page, SCHEMA);
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            Sample sample = Streams.random(random, 1);
            reports.addAll(evaluator.evaluate(Streams.at(1_000L * next++, sample)));
        }
        return reports;
    }

    @ParameterizedTest
    @CsvSource({"1000, 100", "1000, 950", "1000, 5000"})
    void aWindowByCountBeginsAfterTheSamplesOfTheOldLength(int before, int after) {
        assertThat(evaluate(Streams.byCount(before), 901)).isEmpty();
        assertThat(evaluate(Streams.byCount(after), after - 1)).isEmpty();
        List<Report> reports = evaluate(Streams.byCount(after), after + 1);
        assertThat(reports).extracting(Report::samples).containsOnly((long) after).hasSize(2);
        assertThat(reports).extracting(Report::from).containsExactly(901L, 901L + after);
        assertThat(reports).extracting(Report::to).containsExactly(901L + after, 901L + 2 * after);
    }

    @Test
    void whatIsSinceTheStartLosesNothing() {
        Page undisturbed = new Page("evaluate");
        Evaluator one = Streams.byCount(1_000).bind(undisturbed, SCHEMA);
        Random same = new Random(1);
        for (int i = 0; i < 950; i++) {
            one.evaluate(Streams.random(same, 1));
        }
        evaluate(Streams.byCount(1_000), 901);
        evaluate(Streams.byCount(100), 49);
        Report report = Streams.byCount(100).bind(page, SCHEMA).report("");
        assertThat(report.samples()).isEqualTo(950);
        one.report("")
                .metrics()
                .forEach(
                        (name, value) ->
                                assertThat(report.metrics().get(name))
                                        .as(name)
                                        .isCloseTo(value, Offset.offset(1e-9)));
    }

    @ParameterizedTest
    @CsvSource({
        "3600000, 0, 60000, 0",
        "3600000, 600000, 60000, 0",
        "60000, 900000, 60000, 30000",
        "60000, 10000, 60000, 50000",
        "600000, 1000, 120000, 240000",
    })
    void windowsByTimeHoldOnlyWhatLiesWithinThem(
            long length, long lateness, long newLength, long newLateness) {
        evaluate(byTime(length, lateness), 2_345);
        List<Report> reports = evaluate(byTime(newLength, newLateness), 2_000);
        assertThat(reports).isNotEmpty();
        long end = 0;
        for (Report report : reports) {
            assertThat(report.to() - report.from()).isEqualTo(newLength);
            assertThat(report.from()).isGreaterThanOrEqualTo(end);
            end = report.to();
            long first = Math.max(report.from(), 2_345_000);
            assertThat(report.samples()).isEqualTo((report.to() - first + 999) / 1_000);
        }
        assertThat(page.arrays().keySet().stream().filter(n -> n.endsWith(".model.counts")))
                .hasSize(2 + byTime(newLength, newLateness).openTimeWindows());
    }

    @Test
    void theLateStayCounted() {
        Evaluator before = byTime(1_000, 0).bind(page, SCHEMA);
        before.evaluate(Streams.at(10_000, Streams.random(random, 1)));
        before.evaluate(Streams.at(10, Streams.random(random, 1)));
        assertThat(before.late()).isEqualTo(1);
        assertThat(byTime(2_000, 0).bind(page, SCHEMA).late()).isEqualTo(1);
    }
}
