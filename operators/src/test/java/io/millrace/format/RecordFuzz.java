package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.RecordParser;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.format.FormatConfig.Kind;
import io.millrace.fuzz.Hostile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Samples by a stranger: the value of a record. */
final class RecordFuzz {

    private RecordFuzz() {}

    private static final int MAX_BYTES = 1 << 16;

    static void json(byte[] value) throws RejectedRecordException {
        check(Kind.JSON, value, "{\"label\": \"yes\", \"x\": 1, \"key\": \"k\"}");
    }

    static void jsonArray(byte[] value) throws RejectedRecordException {
        check(Kind.JSON_ARRAY, value, "[null, 1, null, null, null, null, \"yes\", 7, \"k\", 1]");
    }

    static void csv(byte[] value) throws RejectedRecordException {
        check(Kind.CSV, value, ",1,,,,,yes,7,k,1");
    }

    /** Reads a record, and a good one behind it that must not notice. */
    private static void check(Kind kind, byte[] value, String good) throws RejectedRecordException {
        RecordParser parser =
                RecordParsers.create(new FormatConfig(kind, ',', MAX_BYTES), Records.SCHEMA);
        byte[] next = good.getBytes(StandardCharsets.UTF_8);
        Sample expected = parser.parse(Records.of(next));

        Optional<Sample> sample =
                Hostile.read(
                        value.length,
                        64,
                        RejectedRecordException.class,
                        () -> parser.parse(Records.of(value)));

        sample.ifPresent(RecordFuzz::requireContract);
        Records.assertSame(parser.parse(Records.of(next)), expected);
    }

    private static void requireContract(Sample sample) {
        float[] head = sample.features().head();
        assertThat(head).hasSize(Records.SCHEMA.head());
        for (float input : head) {
            assertThat(Float.isInfinite(input)).isFalse();
        }
        int before = head.length - 1;
        for (int index : sample.features().tailIndices()) {
            assertThat(index).isGreaterThan(before).isLessThan(Records.SCHEMA.width());
            before = index;
        }
        assertThat(sample.labelClass()).isBetween(0, Records.SCHEMA.target().size() - 1);
        assertThat(sample.weight).isBetween(0.0, Double.MAX_VALUE);
        assertThat(sample.key()).isNotEmpty();
        assertThat(sample.key().length()).isLessThanOrEqualTo(200);
    }
}
