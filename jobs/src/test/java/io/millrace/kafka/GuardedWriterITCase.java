package io.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.Shared;
import io.millrace.operator.UnrecoverableException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who refuses a record that is too large, and so what has to be raised, is told apart. */
class GuardedWriterITCase {

    private static final int BYTES = 2 << 20;

    private final String topic = TestTopics.create("results", 1);

    @ParameterizedTest
    @CsvSource({"max.request.size, 1000", "buffer.memory, 100000"})
    void namesTheSettingOfTheClientThatRefusesARecord(String key, String value) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("max.request.size", Integer.toString(2 * BYTES));
        properties.setProperty(key, value);
        Throwable refusal = refusal(properties);
        assertThat(refusal).hasMessageContaining(key);
        assertThatThrownBy(() -> write(refusal))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContaining("raise max.request.size in sinks.properties");
    }

    @Test
    void namesTheSettingOfTheTopicThatRefusesARecord() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("max.request.size", Integer.toString(2 * BYTES));
        Throwable refusal = refusal(properties);
        assertThatThrownBy(() -> write(refusal))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContaining("raise the topic's max.message.bytes")
                .message()
                .doesNotContain("sinks.properties");
    }

    /** What a client says of a record of 2 MiB. */
    private Throwable refusal(Properties properties) throws InterruptedException {
        properties.setProperty("bootstrap.servers", Shared.broker().bootstrapServers());
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(properties, bytes, bytes)) {
            producer.send(new ProducerRecord<>(topic, new byte[BYTES])).get();
            throw new AssertionError("the record was taken");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private void write(Throwable refusal) throws Exception {
        Class<?> type = PrecommittingStatefulSinkWriter.class;
        var writer =
                (PrecommittingStatefulSinkWriter<String, KafkaWriterState, KafkaCommittable>)
                        Proxy.newProxyInstance(
                                type.getClassLoader(),
                                new Class<?>[] {type},
                                (proxy, method, arguments) -> {
                                    throw new IOException(refusal);
                                });
        new GuardedWriter<>(writer, topic).flush(false);
    }
}
