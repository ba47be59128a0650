package io.millrace.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.DeadLetter;
import io.millrace.data.RawRecord;
import io.millrace.data.RejectReason;
import io.millrace.data.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class DeadLetterSchemaTest {

    private static final DeadLetterSchema SCHEMA = new DeadLetterSchema("dead", 1 << 20);

    @Test
    void keepsTheOriginalByteForByteAndAppendsWhy() {
        byte[] key = {0, -1, 7};
        byte[] value = {-128, 127, 0};
        byte[] header = {1, -2};
        ProducerRecord<byte[], byte[]> record =
                write(key, value, 1234, new RawRecord.Header("trace", header));

        assertThat(record.topic()).isEqualTo("dead");
        assertThat(record.key()).isEqualTo(key);
        assertThat(record.value()).isEqualTo(value);
        Header[] headers = record.headers().toArray();
        assertThat(headers[0].key()).isEqualTo("trace");
        assertThat(headers[0].value()).isEqualTo(header);
        assertThat(Arrays.stream(headers).skip(1).map(h -> h.key() + "=" + text(h)))
                .containsExactly(
                        "millrace.reason=wrong-type",
                        "millrace.timestamp=1234",
                        "__connect.errors.topic=samples",
                        "__connect.errors.partition=3",
                        "__connect.errors.offset=99",
                        "__connect.errors.stage=parse",
                        "__connect.errors.exception.class.name="
                                + "io.millrace.data.RejectedRecordException",
                        "__connect.errors.exception.message=not a number: 'ü'");
    }

    @Test
    void isWrittenAtTheTimeOfWritingLestTheTopicForgetItAtOnce() {
        assertThat(write(null, null, 1234).timestamp()).isNull();
    }

    @Test
    void keepsHeadersOfAnEarlierDeadLetterBeforeItsOwn() {
        ProducerRecord<byte[], byte[]> record =
                write(
                        null,
                        new byte[0],
                        Sample.NO_TIME,
                        new RawRecord.Header("millrace.reason", "empty".getBytes(UTF_8)),
                        new RawRecord.Header("__connect.errors.topic", null));

        assertThat(record.headers().headers("millrace.reason"))
                .extracting(DeadLetterSchemaTest::text)
                .containsExactly("empty", "wrong-type");
        assertThat(record.headers().headers("__connect.errors.topic"))
                .extracting(DeadLetterSchemaTest::text)
                .containsExactly(null, "samples");
        assertThat(record.headers().lastHeader("millrace.timestamp")).isNull();
    }

    @Test
    void carriesTombstones() {
        ProducerRecord<byte[], byte[]> record = write(null, null, Sample.NO_TIME);
        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
    }

    @Test
    void dropsAValueThatTheTopicWouldNotTakeAndSaysWhichItWas() {
        byte[] key = {1, 2};
        byte[] value = " ".repeat(2 << 20).getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record =
                write(key, value, 1234, new RawRecord.Header("trace", new byte[] {3}));

        assertThat(record.key()).isEqualTo(key);
        assertThat(record.value()).isNull();
        assertThat(record.headers().lastHeader("trace").value()).containsExactly(3);
        assertThat(texts(record, "millrace.reason")).containsExactly("wrong-type");
        assertThat(texts(record, "millrace.dropped")).containsExactly("value");
        assertThat(texts(record, "millrace.value.length")).containsExactly("2097152");
        // python3 -c 'import hashlib; print(hashlib.sha256(b" " * (2 << 20)).hexdigest())'
        assertThat(texts(record, "millrace.value.sha-256"))
                .containsExactly(
                        "77425418f716d4eb9761d512c835f387fc660f924588e08b360746fb9dd677f0");
    }

    @Test
    void dropsHeadersAndKeyOnlyWhereTheyDoNotFitThemselves() {
        byte[] large = new byte[1 << 20];
        ProducerRecord<byte[], byte[]> headless =
                write(new byte[2], new byte[3], 1, new RawRecord.Header("a", large));
        assertThat(texts(headless, "millrace.dropped")).containsExactly("headers");
        assertThat(headless.key()).hasSize(2);
        assertThat(headless.value()).hasSize(3);

        ProducerRecord<byte[], byte[]> keyless =
                write(large, null, 1, new RawRecord.Header("a", new byte[4]));
        assertThat(texts(keyless, "millrace.dropped")).containsExactly("key");
        assertThat(keyless.key()).isNull();
        assertThat(keyless.headers().lastHeader("a").value()).hasSize(4);

        ProducerRecord<byte[], byte[]> bare =
                write(large, large, 1, new RawRecord.Header("a", large));
        assertThat(texts(bare, "millrace.dropped")).containsExactly("value", "headers", "key");
    }

    private static List<String> texts(ProducerRecord<byte[], byte[]> record, String header) {
        List<String> texts = new ArrayList<>();
        record.headers().headers(header).forEach(found -> texts.add(text(found)));
        return texts;
    }

    private static ProducerRecord<byte[], byte[]> write(
            byte[] key, byte[] value, long timestamp, RawRecord.Header... headers) {
        RawRecord original =
                new RawRecord(key, value, List.of(headers), "samples", 3, 99, timestamp);
        DeadLetter letter =
                new DeadLetter(original, RejectReason.WRONG_TYPE, "not a number: 'ü'", "parse");
        return SCHEMA.serialize(letter, null, 42L);
    }

    private static String text(Header header) {
        return header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
