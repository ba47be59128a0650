package io.millrace.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Feature;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.FormatConfig;
import io.millrace.format.RecordParsers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenRecordsTest {

    private static final Target TARGET = new Target.Classification("late", List.of("no", "yes"));
    private static final String SOUND = "{\"x\":1,\"late\":\"no\"}";

    private static List<byte[]> mixed(long rows) throws IOException {
        long[] left = {rows};
        BrokenRecords records =
                new BrokenRecords(() -> left[0]-- > 0 ? SOUND.getBytes(UTF_8) : null, rows, TARGET);
        List<byte[]> all = new ArrayList<>();
        for (byte[] value = records.next(); value != null; value = records.next()) {
            all.add(value);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 7, 1000})
    void comeAllAndAtFixedPlaces(long rows) throws IOException {
        assertThat(mixed(rows)).hasSize((int) rows + BrokenRecords.count(TARGET));
        assertThat(mixed(rows)).containsExactlyElementsOf(mixed(rows));
    }

    @Test
    void breakTheContractEachInItsWay() throws IOException {
        RecordParser parser =
                RecordParsers.create(
                        FormatConfig.defaults(),
                        new Schema(List.of(new Feature.Numeric("x")), TARGET));
        List<String> reasons = new ArrayList<>();
        for (byte[] value : mixed(70)) {
            try {
                parser.parse(new RawRecord(null, value, List.of(), "t", 0, 0, Sample.NO_TIME));
            } catch (RejectedRecordException e) {
                reasons.add(e.reason().code());
            }
        }
        assertThat(reasons)
                .containsExactly(
                        "unparsable",
                        "wrong-shape",
                        "missing-label",
                        "unknown-label",
                        "not-utf8",
                        "empty");
    }
}
