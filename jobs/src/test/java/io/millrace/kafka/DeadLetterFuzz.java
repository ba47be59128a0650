package io.millrace.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.DeadLetter;
import io.millrace.data.RawRecord;
import io.millrace.data.RejectReason;
import io.millrace.fuzz.Hostile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;

/** Dead letters of a stranger's records: key, value and headers of any bytes and any size. */
public final class DeadLetterFuzz {

    private static final int MOST = 2 * DeadLetterSchema.OWN_HEADERS;
    private static final DeadLetterSchema SCHEMA = new DeadLetterSchema("dead", MOST);

    private DeadLetterFuzz() {}

    /**
     * Five bytes of lengths (of key, value, header names and header values, in steps of 64 for the
     * value), and what is to be cut up by them.
     */
    public static void letter(byte[] input) {
        RawRecord original = original(ByteBuffer.wrap(input));
        String message = new String(input, 0, Math.min(input.length, 500), UTF_8);
        DeadLetter letter = new DeadLetter(original, RejectReason.WRONG_TYPE, message, "parse");
        Hostile.read(
                        input.length,
                        256,
                        IllegalStateException.class,
                        () -> SCHEMA.serialize(letter, null, 42L))
                .ifPresent(record -> check(record, original));
    }

    private static RawRecord original(ByteBuffer in) {
        int key = length(in);
        int value = 64 * length(in);
        int name = length(in);
        int headerValue = 16 * length(in);
        byte[] keyBytes = bytes(in, key);
        byte[] valueBytes = bytes(in, value);
        RecordHeaders headers = new RecordHeaders();
        while (in.hasRemaining() && name > 0) {
            // Latin-1 makes a character of each byte, UTF-8 replaces what is none.
            byte[] text = bytes(in, name);
            headers.add(
                    new String(text, (text[0] & 1) == 0 ? UTF_8 : ISO_8859_1),
                    bytes(in, headerValue));
        }
        List<RawRecord> read = new ArrayList<>();
        new RawRecordSchema()
                .deserialize(
                        new ConsumerRecord<>(
                                "samples",
                                3,
                                99,
                                -1,
                                TimestampType.NO_TIMESTAMP_TYPE,
                                0,
                                0,
                                keyBytes,
                                valueBytes,
                                headers,
                                Optional.empty()),
                        new ListCollector<>(read));
        return read.get(0);
    }

    private static int length(ByteBuffer in) {
        return in.hasRemaining() ? in.get() & 0xff : 0;
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[Math.min(length, in.remaining())];
        in.get(bytes);
        return bytes.length == 0 && length == 0 ? null : bytes;
    }

    private static void check(ProducerRecord<byte[], byte[]> record, RawRecord original) {
        Header[] headers = record.headers().toArray();
        int size =
                AbstractRecords.estimateSizeInBytesUpperBound(
                        RecordBatch.CURRENT_MAGIC_VALUE,
                        CompressionType.LZ4,
                        record.key(),
                        record.value(),
                        headers);
        assertThat(size).isLessThanOrEqualTo(MOST);
        List<String> dropped = new ArrayList<>();
        record.headers()
                .headers("millrace.dropped")
                .forEach(header -> dropped.add(new String(header.value(), UTF_8)));
        assertThat(record.key()).isEqualTo(dropped.contains("key") ? null : original.key());
        assertThat(record.value()).isEqualTo(dropped.contains("value") ? null : original.value());
        for (int i = 0; i < original.headers().size() && !dropped.contains("headers"); i++) {
            assertThat(headers[i].key()).isEqualTo(original.headers().get(i).name());
            assertThat(headers[i].value()).isEqualTo(original.headers().get(i).value());
        }
    }
}
