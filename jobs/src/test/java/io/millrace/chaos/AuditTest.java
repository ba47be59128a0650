package io.millrace.chaos;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
