package io.millrace.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Page;
import io.millrace.data.RawRecord;
import io.millrace.format.CorruptBytesException;
import io.millrace.format.FormatConfig;
import io.millrace.format.ModelFormat;
import io.millrace.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuditTest {

    @Test
    void passesWhatNothingHappenedTo() {
        Verdict verdict = Committed.all().judge();
        assertThat(verdict.text()).startsWith("passed: 800 records played").contains("lost");
        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.hashEqual()).isTrue();
        assertThat(verdict.rows()).isEqualTo(Committed.ROWS);
        assertThat(verdict.deadLettered()).isEqualTo(50);
        assertThat(verdict.predicted() + verdict.deadLettered()).isEqualTo(verdict.rows());
    }

    @Test
    void asksForNothingAfterTheLastWindowAndVersionOfAJobThatGoesOn() {
        Committed committed = new Committed();
        committed.take(Committed.PLAYED);
        Outputs outputs =
                new Outputs(
                        committed.predictions,
                        committed.deadLetters,
                        committed.metrics,
                        committed.models);
        Audit goingOn = new Audit(Committed.CONFIG, FormatConfig.defaults(), false);
        assertThat(goingOn.judge(Committed.PLAYED, outputs).text()).startsWith("passed");
        assertThat(committed.judge().counts())
                .as("had it been drained")
                .isEqualTo(Map.of(Finding.WINDOW_MISSING, 3L, Finding.VERSION_WRONG, 2L));
    }

    @Test
    void takesACompactedTopicThatHasTheNewestVersionsOnly() {
        Committed committed = Committed.all();
        committed.models.subList(0, committed.models.size() - 2).clear();
        assertThat(committed.judge().passed()).isTrue();
    }

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

    static Stream<String> pages() {
        return Stream.of("train/params", "train/adam.v", "normalize/mean", "rebalance/samples");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void findsASingleBitInAnyPageOfTheLastModel(String array) throws Exception {
        Committed committed = Committed.all();
        Model last = last(committed);
        for (Page page : last.pages()) {
            page.arrays()
                    .forEach(
                            (name, numbers) -> {
                                if (array.equals(page.stage() + "/" + name)) {
                                    flipLowestBit(numbers);
                                }
                            });
        }
        replaceLast(committed, last);
        Verdict verdict = committed.judge();
        assertThat(verdict.hashEqual()).isFalse();
        assertThat(verdict.counts()).isEqualTo(Map.of(Finding.VERSION_WRONG, 1L));
        assertThat(verdict.text())
                .contains("version 3 of model 'k1'", array + "[0] is ", "instead of", "published");
    }

    private static void flipLowestBit(Object numbers) {
        if (numbers instanceof float[] f) {
            f[0] = Float.intBitsToFloat(Float.floatToRawIntBits(f[0]) ^ 1);
        } else if (numbers instanceof double[] d) {
            d[0] = Double.longBitsToDouble(Double.doubleToRawLongBits(d[0]) ^ 1);
        } else if (numbers instanceof long[] l) {
            l[0] ^= 1;
        }
    }

    @Test
    void findsVersionsThatBeginAgain() throws Exception {
        Committed committed = Committed.all();
        Model last = last(committed);
        replaceLast(
                committed,
                new Model(
                        last.key(),
                        1,
                        last.config(),
                        last.lineage(),
                        last.metrics(),
                        last.pages()));
        Verdict verdict = committed.judge();
        assertThat(verdict.counts()).containsOnlyKeys(Finding.VERSION_WRONG);
        assertThat(verdict.text())
                .contains(
                        "version 1 of model 'k1' was published again",
                        "the last version of model 'k1' is 1 instead of");
    }

    @Test
    void findsAVersionThatIsDoubledOrMissing() {
        Committed doubled = Committed.all();
        doubled.models.add(doubled.models.get(doubled.models.size() - 1));
        assertThat(doubled.judge().text()).contains("of model 'k1' was published again");

        Committed missing = Committed.all();
        missing.models.clear();
        Verdict verdict = missing.judge();
        assertThat(verdict.hashEqual()).isFalse();
        assertThat(verdict.text()).contains("no version of model 'k0' is there");
    }

    @Test
    void findsARestartThatLostTheMemoryOfTheOptimizer() {
        Committed committed = new Committed();
        committed.take(Committed.PLAYED.subList(0, 400));
        committed.forgetTheOptimizers();
        committed.take(Committed.PLAYED.subList(400, Committed.ROWS));
        committed.end();
        Verdict verdict = committed.judge();
        assertThat(verdict.hashEqual()).isFalse();
        assertThat(verdict.counts())
                .containsOnlyKeys(
                        Finding.DIFFERENT, Finding.REPORT_DIFFERENT, Finding.VERSION_WRONG);
    }

    @Test
    void findsARecordThatWasLearnedTwice() {
        Committed committed = new Committed();
        List<RawRecord> replayed = new ArrayList<>(Committed.PLAYED);
        replayed.addAll(500, Committed.PLAYED.subList(400, 430));
        committed.take(replayed);
        committed.end();
        Verdict verdict = committed.judge();
        assertThat(verdict.duplicated()).isEqualTo(30);
        assertThat(verdict.hashEqual()).isFalse();
    }

    @Test
    void refusesAStreamWithoutAnOrder() {
        Audit audit = new Audit(Committed.CONFIG, FormatConfig.defaults(), true);
        Outputs none = new Outputs(List.of(), List.of(), List.of(), List.of());
        RawRecord first = Committed.PLAYED.get(1);
        assertThatThrownBy(() -> audit.judge(List.of(first, first), none))
                .hasMessageContaining("must come in their order");
        RawRecord elsewhere =
                new RawRecord(
                        first.key(), first.value(), List.of(), "samples", 1, 0, first.timestamp());
        assertThatThrownBy(() -> audit.judge(List.of(first, elsewhere), none))
                .hasMessageContaining("model 'k0' has samples in partitions 0 and 1");
    }

    private static Model last(Committed committed) throws CorruptBytesException {
        return ModelFormat.read(committed.models.get(committed.models.size() - 1).value());
    }

    private static void replaceLast(Committed committed, Model model) {
        committed.models.set(
                committed.models.size() - 1,
                Committed.record(model.key(), ModelFormat.write(model)));
    }
}
