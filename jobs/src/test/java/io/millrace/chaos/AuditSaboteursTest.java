package io.millrace.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to the outputs of a job is found, and named. */
class AuditSaboteursTest {

    static Stream<Arguments> saboteurs() {
        return Stream.of(
                sabotage(
                        "drops a prediction",
                        c -> c.predictions.remove(10),
                        Map.of(Finding.LOST, 1L),
                        "id 's11' at partition 0, offset 12"),
                sabotage(
                        "doubles a prediction",
                        c -> c.predictions.add(c.predictions.get(10)),
                        Map.of(Finding.DUPLICATED, 1L),
                        "id 's11' at partition 0, offset 12 was predicted again"),
                sabotage(
                        "changes a prediction",
                        c -> c.predictions.set(10, replaced(c.predictions.get(10), "0.", "0.0")),
                        Map.of(Finding.DIFFERENT, 1L),
                        "id 's11' at partition 0, offset 12 has another prediction"),
                sabotage(
                        "gives a prediction to another model",
                        c -> {
                            byte[] json = c.predictions.get(10).value();
                            c.predictions.set(10, Committed.record("k1", json));
                        },
                        Map.of(Finding.DIFFERENT, 1L),
                        "another prediction"),
                sabotage(
                        "predicts what is not there",
                        c ->
                                c.predictions.add(
                                        replaced(
                                                c.predictions.get(10),
                                                "\"offset\":1",
                                                "\"offset\":91")),
                        Map.of(Finding.UNEXPECTED, 1L),
                        "id 's11' at partition 0, offset 912 was predicted, but never played"),
                sabotage(
                        "writes half a prediction",
                        c -> c.predictions.add(Committed.record("k0", new byte[] {'{'})),
                        Map.of(Finding.UNEXPECTED, 1L),
                        "no prediction at"),
                sabotage(
                        "predicts a dead letter too",
                        c ->
                                c.predictions.add(
                                        replaced(
                                                c.predictions.get(10),
                                                "\"offset\":12",
                                                "\"offset\":9")),
                        Map.of(Finding.DUPLICATED, 1L, Finding.DIFFERENT, 1L),
                        "offset 9 was predicted and dead-lettered"),
                sabotage(
                        "swallows a dead letter",
                        c -> c.deadLetters.remove(0),
                        Map.of(Finding.LOST, 1L),
                        "the record at partition 0, offset 9"),
                sabotage(
                        "doubles a dead letter",
                        c -> c.deadLetters.add(c.deadLetters.get(0)),
                        Map.of(Finding.DUPLICATED, 1L),
                        "offset 9 was dead-lettered again"),
                sabotage(
                        "changes the value of a dead letter",
                        c ->
                                c.deadLetters.set(
                                        0, replaced(c.deadLetters.get(0), "poison", "p0ison")),
                        Map.of(Finding.DIFFERENT, 1L),
                        "its value is not the original's"),
                sabotage(
                        "loses a header of a dead letter",
                        c -> {
                            RawRecord letter = c.deadLetters.get(0);
                            List<RawRecord.Header> fewer =
                                    letter.headers().subList(1, letter.headers().size());
                            c.deadLetters.set(
                                    0, Committed.with(letter.key(), letter.value(), fewer));
                        },
                        Map.of(Finding.DIFFERENT, 1L),
                        "its headers are not the original's"),
                sabotage(
                        "gives another reason",
                        c -> {
                            RawRecord letter = c.deadLetters.get(0);
                            List<RawRecord.Header> headers = new ArrayList<>(letter.headers());
                            headers.set(1, Committed.header("millrace.reason", "empty"));
                            c.deadLetters.set(
                                    0, Committed.with(letter.key(), letter.value(), headers));
                        },
                        Map.of(Finding.DIFFERENT, 1L),
                        "its reason is 'empty' instead of 'unparsable'"),
                sabotage(
                        "drops a report",
                        c -> c.metrics.remove(3),
                        Map.of(Finding.WINDOW_MISSING, 1L),
                        "was never reported"),
                sabotage(
                        "doubles the report of a window",
                        c -> c.metrics.add(c.metrics.get(3)),
                        Map.of(Finding.WINDOW_DOUBLED, 1L),
                        "was reported again"),
                sabotage(
                        "changes a report",
                        c ->
                                c.metrics.set(
                                        3,
                                        replaced(
                                                c.metrics.get(3),
                                                "accuracy\":0.",
                                                "accuracy\":0.0")),
                        Map.of(Finding.REPORT_DIFFERENT, 1L),
                        "\"accuracy\":0.0"),
                sabotage(
                        "reports a window that never closed",
                        c -> c.metrics.add(replaced(c.metrics.get(3), "\"to\":", "\"to\":1")),
                        Map.of(Finding.UNEXPECTED, 1L),
                        "was reported, but never closed"),
                sabotage(
                        "writes nothing at all",
                        c -> {
                            c.predictions.clear();
                            c.deadLetters.clear();
                        },
                        Map.of(Finding.LOST, (long) Committed.ROWS),
                        "..."));
    }

    private static Arguments sabotage(
            String name, Consumer<Committed> act, Map<Finding, Long> counts, String named) {
        return Arguments.of(name, act, counts, named);
    }

    private static RawRecord replaced(RawRecord record, String part, String other) {
        String value = new String(record.value(), UTF_8);
        assertThat(value).contains(part);
        return Committed.with(
                record.key(), value.replace(part, other).getBytes(UTF_8), record.headers());
    }

    @ParameterizedTest(name = "who {0}")
    @MethodSource("saboteurs")
    void findsAndNamesTheSaboteur(
            String name, Consumer<Committed> act, Map<Finding, Long> counts, String named) {
        Committed committed = Committed.all();
        act.accept(committed);
        Verdict verdict = committed.judge();
        assertThat(verdict.counts()).isEqualTo(counts);
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.hashEqual()).isTrue();
        assertThat(verdict.text()).startsWith("FAILED").contains(named);
        verdict.examples()
                .forEach(
                        (finding, examples) ->
                                assertThat(examples)
                                        .hasSize((int) Math.min(10, counts.get(finding))));
    }
}
