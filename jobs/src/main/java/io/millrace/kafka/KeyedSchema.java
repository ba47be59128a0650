package io.millrace.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records whose key is the model's, so that all of one model lie in one partition, in order. The
 * key of a stream's one model is no bytes rather than none: a compacted topic wants a key.
 */
final class KeyedSchema<T> extends TopicSchema<T> {

    private static final long serialVersionUID = 1L;

    private final SerializableFunction<T, String> key;
    private final SerializableFunction<T, byte[]> value;

    KeyedSchema(
            String topic,
            SerializableFunction<T, String> key,
            SerializableFunction<T, byte[]> value) {
        super(topic);
        this.key = key;
        this.value = value;
    }

    @Override
    ProducerRecord<byte[], byte[]> record(T element, String topic) {
        byte[] keyBytes = key.apply(element).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, keyBytes, value.apply(element));
    }
}
