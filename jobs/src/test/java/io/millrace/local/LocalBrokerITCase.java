package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LocalBrokerITCase {

    @Test
    void keepsItsDataOverStopAndKillAndLeavesNothingWhenClosed() throws Exception {
        Set<ProcessHandle> before = children();
        LocalBroker broker = LocalBroker.start();
        Set<ProcessHandle> own = children();
        own.removeAll(before);
        assertThat(own).hasSize(1);

        broker.createTopic("stream", 2, false);
        broker.createTopic("table", 1, true);
        send(broker, "stream", 3);
        broker.stop();
        assertThat(own).noneMatch(ProcessHandle::isAlive);
        broker.restart();
        assertThat(written(broker, "stream")).isEqualTo(3);
        broker.kill();
        broker.restart();
        assertThat(written(broker, "stream")).isEqualTo(3);
        assertThat(cleanup(broker, "table")).isEqualTo("compact");

        broker.close();
        assertThat(children()).isSubsetOf(before);
        assertThat(broker.folder()).doesNotExist();
    }

    @Test
    void saysWhyItDoesNotStart() {
        assertThatThrownBy(() -> LocalBroker.start(Map.of("process.roles", "miller")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended while starting")
                .hasMessageContaining("process.roles");
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current()
                .children()
                .collect(java.util.stream.Collectors.toCollection(java.util.HashSet::new));
    }

    private static void send(LocalBroker broker, String topic, int records) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, 1, null, new byte[] {(byte) i})).get();
            }
        }
    }

    private static long written(LocalBroker broker, String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 1);
        try (Admin admin = broker.admin()) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private static String cleanup(LocalBroker broker, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = broker.admin()) {
            return admin.describeConfigs(List.of(resource))
                    .values()
                    .get(resource)
                    .get()
                    .get("cleanup.policy")
                    .value();
        }
    }
}
