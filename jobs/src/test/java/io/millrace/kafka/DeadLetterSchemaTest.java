package io.millrace.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.DeadLetter;
import io.millrace.data.RawRecord;
import io.millrace.data.RejectReason;
import io.millrace.data.Sample;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class DeadLetterSchemaTest {

    private static final DeadLetterSchema SCHEMA = new DeadLetterSchema("dead");

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
