package io.millrace.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KeyedSchemaTest {

    private static final KeyedSchema<String> SCHEMA =
            new KeyedSchema<>("out", key -> key, key -> new byte[] {(byte) key.length()});

    @Test
    void keysRecordsByTheirModel() {
        ProducerRecord<byte[], byte[]> record = SCHEMA.serialize("münchen", null, 42L);
        assertThat(record.topic()).isEqualTo("out");
        assertThat(record.key()).isEqualTo("münchen".getBytes(UTF_8));
        assertThat(record.value()).containsExactly(7);
        assertThat(record.partition()).isNull();
        assertThat(record.timestamp()).isNull();
    }

    @Test
    void givesTheOneModelAKeyTooAsCompactionAsks() {
        assertThat(SCHEMA.serialize("", null, null).key()).isEmpty();
    }

    @Test
    void namesItsTopicSoThatOpenTransactionsAreFound() {
        assertThat(SCHEMA.getKafkaDatasetFacet().orElseThrow().getTopicIdentifier().getTopics())
                .containsExactly("out");
    }
}
