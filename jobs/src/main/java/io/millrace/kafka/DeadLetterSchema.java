package io.millrace.kafka;

import io.millrace.data.DeadLetter;
import io.millrace.data.RawRecord;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

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
 * </table>
 */
final class DeadLetterSchema extends TopicSchema<DeadLetter> {

    private static final long serialVersionUID = 1L;
    private static final String CONNECT = "__connect.errors.";

    DeadLetterSchema(String topic) {
        super(topic);
    }

    @Override
    ProducerRecord<byte[], byte[]> record(DeadLetter letter, String topic) {
        RawRecord original = letter.record();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, original.key(), original.value());
        Headers headers = record.headers();
        for (RawRecord.Header header : original.headers()) {
            headers.add(header.name(), header.value());
        }
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
        return record;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
