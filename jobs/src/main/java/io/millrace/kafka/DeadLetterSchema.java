package io.millrace.kafka;

import io.millrace.data.DeadLetter;
import io.millrace.data.RawRecord;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters: key, value and headers of the original, byte for byte, and behind the original's
 * headers our own. Those that mean what Kafka Connect's mean have Connect's names, which triage
 * tools know. A record that was a dead letter before keeps its old headers too; the last of a name
 * is ours.
 *
 * <table>
 *   <caption>Our headers; all values are UTF-8 text</caption>
 *   <tr><td>{@code millrace.reason}</td><td>{@link io.millrace.data.RejectReason#code()}</td></tr>
 *   <tr><td>{@code millrace.timestamp}</td><td>the original's, in epoch milliseconds, if it had one
 *   </td></tr>
 *   <tr><td>{@code __connect.errors.topic}, {@code .partition}, {@code .offset}</td>
 *   <td>where the original lies</td></tr>
 *   <tr><td>{@code __connect.errors.stage}</td><td>which stage refused it</td></tr>
 *   <tr><td>{@code __connect.errors.exception.class.name}, {@code .exception.message}</td>
 *   <td>what was found and what was expected</td></tr>
 *   <tr><td>{@code millrace.dropped}</td><td>{@code value}, {@code headers} or {@code key}, each
 *   in a header of its own: what of the original is missing here</td></tr>
 *   <tr><td>{@code millrace.value.length}, {@code millrace.value.sha-256}</td><td>of a value that
 *   was dropped, in bytes and in hexadecimal digits</td></tr>
 * </table>
 *
 * <p>An original that is larger than the topic takes loses its value, then its headers, then its
 * key, for a record that cannot be written would stop the job each time anew. Sizes are those
 * before compression: a topic's limit is for compressed records and a producer's for others, and
 * the original may have come in compressed to a fraction.
 */
final class DeadLetterSchema extends TopicSchema<DeadLetter> {

    private static final long serialVersionUID = 1L;
    private static final String CONNECT = "__connect.errors.";

    /** What Kafka adds to the bytes of a record and of a field at most, with room to spare. */
    private static final int RECORD_OVERHEAD = 128;

    private static final int FIELD_OVERHEAD = 10;

    /** What our own headers need at most, with room to spare. */
    static final int OWN_HEADERS = 8 << 10;

    private final long room;

    /**
     * @param maxBytes the largest record that is written, more than {@link #OWN_HEADERS}
     */
    DeadLetterSchema(String topic, long maxBytes) {
        super(topic);
        // What cannot be compressed becomes a little longer by the attempt.
        this.room = Math.max(0, maxBytes - maxBytes / 128 - RECORD_OVERHEAD - OWN_HEADERS);
    }

    @Override
    ProducerRecord<byte[], byte[]> record(DeadLetter letter, String topic) {
        RawRecord original = letter.record();
        long keySize = size(original.key());
        long headersSize = size(original.headers());
        boolean keepKey = keySize <= room;
        long used = keepKey ? keySize : 0;
        boolean keepHeaders = headersSize <= room - used;
        used += keepHeaders ? headersSize : 0;
        boolean keepValue = size(original.value()) <= room - used;
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic,
                        keepKey ? original.key() : null,
                        keepValue ? original.value() : null);
        Headers headers = record.headers();
        if (keepHeaders) {
            for (RawRecord.Header header : original.headers()) {
                headers.add(header.name(), header.value());
            }
        }
        addWhy(headers, letter);
        if (!keepValue) {
            addDropped(headers, "value");
            addDigest(headers, original.value());
        }
        if (!keepHeaders) {
            addDropped(headers, "headers");
        }
        if (!keepKey) {
            addDropped(headers, "key");
        }
        return record;
    }

    private static long size(byte @Nullable [] field) {
        return field == null ? 0 : field.length;
    }

    private static long size(List<RawRecord.Header> headers) {
        long size = 0;
        for (RawRecord.Header header : headers) {
            // A character is three bytes at most: two that are one code point take four.
            size += FIELD_OVERHEAD + 3L * header.name().length() + size(header.value());
        }
        return size;
    }

    private static void addWhy(Headers headers, DeadLetter letter) {
        RawRecord original = letter.record();
        add(headers, "millrace.reason", letter.reason().code());
        if (original.timestamp() != Sample.NO_TIME) {
            add(headers, "millrace.timestamp", Long.toString(original.timestamp()));
        }
        add(headers, CONNECT + "topic", original.topic());
        add(headers, CONNECT + "partition", Integer.toString(original.partition()));
        add(headers, CONNECT + "offset", Long.toString(original.offset()));
        add(headers, CONNECT + "stage", letter.stage());
        add(headers, CONNECT + "exception.class.name", RejectedRecordException.class.getName());
        add(headers, CONNECT + "exception.message", letter.message());
    }

    private static void addDropped(Headers headers, String part) {
        add(headers, "millrace.dropped", part);
    }

    private static void addDigest(Headers headers, byte @Nullable [] value) {
        byte[] bytes = Objects.requireNonNull(value, "nothing takes no room");
        add(headers, "millrace.value.length", Integer.toString(bytes.length));
        add(headers, "millrace.value.sha-256", HexFormat.of().formatHex(sha256(bytes)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
