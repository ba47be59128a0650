package io.millrace.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.SourceConfig;
import io.millrace.data.RawRecord;
import io.millrace.format.FormatConfig;
import io.millrace.local.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KafkaRecordsITCase {

    @Test
    void takesRecordsByteForByteAndWaitsForThoseThatAreStillToCome() throws Exception {
        String topic = TestTopics.create("records", 1);
        ProducerRecord<byte[], byte[]> whole =
                new ProducerRecord<>(topic, 0, 1234L, new byte[] {-1, 0}, new byte[] {5, -128});
        whole.headers().add("a", new byte[] {-3}).add("b", null).add("a", new byte[0]);
        byte[] none = null;
        TestTopics.send(List.of(whole, new ProducerRecord<>(topic, 0, 5L, none, none)));

        Source<RawRecord, ?, ?> source =
                KafkaRecords.source(
                        config(topic, SourceConfig.Start.EARLIEST, Map.of()), Map.of(0, 3L));
        try (CloseableIterator<RawRecord> records = run(source)) {
            RawRecord first = records.next();
            assertThat(first.key()).containsExactly(-1, 0);
            assertThat(first.value()).containsExactly(5, -128);
            assertThat(first.headers())
                    .extracting(RawRecord.Header::name)
                    .containsExactly("a", "b", "a");
            assertThat(first.headers())
                    .extracting(RawRecord.Header::value)
                    .containsExactly(new byte[] {-3}, null, new byte[0]);
            assertThat(first.topic()).isEqualTo(topic);
            assertThat(first.partition()).isZero();
            assertThat(first.offset()).isZero();
            assertThat(first.timestamp()).isEqualTo(1234);

            RawRecord second = records.next();
            assertThat(second.key()).isNull();
            assertThat(second.value()).isNull();
            assertThat(second.headers()).isEmpty();
            assertThat(second.offset()).isEqualTo(1);

            TestTopics.send(texts(topic, "late", "beyond the end"));
            assertThat(records.next().value()).asString(UTF_8).isEqualTo("late");
            assertThat(records.hasNext()).isFalse();
        }
    }

    @Test
    void startsWhereTheGroupHasCommittedAndAtTheEarliestWhereItHasNot() throws Exception {
        String topic = TestTopics.create("records", 1);
        TestTopics.send(texts(topic, "zero", "one", "two"));
        SourceConfig config = config(topic, SourceConfig.Start.COMMITTED, Map.of());
        Source<RawRecord, ?, ?> source = KafkaRecords.source(config, Map.of(0, 3L));
        assertThat(values(source)).containsExactly("zero", "one", "two");

        try (Admin admin = Shared.broker().admin()) {
            admin.alterConsumerGroupOffsets(
                            config.groupId(),
                            Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(2)))
                    .all()
                    .get();
        }
        assertThat(values(source)).containsExactly("two");
    }

    @Test
    void startsAtTheLatest() throws Exception {
        String topic = TestTopics.create("records", 1);
        TestTopics.send(texts(topic, "zero", "one"));
        SourceConfig config = config(topic, SourceConfig.Start.LATEST, Map.of());
        assertThat(values(KafkaRecords.source(config, Map.of(0, 2L)))).isEmpty();
    }

    @Test
    void doesNotSeeWhatATransactionTookBackUnlessAskedTo() throws Exception {
        String topic = TestTopics.create("records", 1);
        Map<String, Object> transactional =
                Map.of("transactional.id", Shared.unique("transaction"));
        try (KafkaProducer<byte[], byte[]> producer = TestTopics.producer(transactional)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(texts(topic, "taken back").get(0)).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(texts(topic, "meant").get(0)).get();
            producer.commitTransaction();
        }
        // Each transaction ends in a record of its own.
        Map<Integer, Long> ends = Map.of(0, 4L);
        SourceConfig config = config(topic, SourceConfig.Start.EARLIEST, Map.of());
        assertThat(values(KafkaRecords.source(config, ends))).containsExactly("meant");

        Map<String, String> uncommitted = Map.of("isolation.level", "read_uncommitted");
        config = config(topic, SourceConfig.Start.EARLIEST, uncommitted);
        assertThat(values(KafkaRecords.source(config, ends)))
                .containsExactly("taken back", "meant");
    }

    private static SourceConfig config(
            String topic, SourceConfig.Start start, Map<String, String> properties) {
        return new SourceConfig(
                Shared.broker().bootstrapServers(),
                topic,
                topic + "-readers",
                start,
                FormatConfig.defaults(),
                properties);
    }

    private static List<ProducerRecord<byte[], byte[]>> texts(String topic, String... values) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String value : values) {
            records.add(new ProducerRecord<>(topic, 0, null, value.getBytes(UTF_8)));
        }
        return records;
    }

    private static List<String> values(Source<RawRecord, ?, ?> source) throws Exception {
        List<String> values = new ArrayList<>();
        try (CloseableIterator<RawRecord> records = run(source)) {
            records.forEachRemaining(record -> values.add(new String(record.value(), UTF_8)));
        }
        return values;
    }

    private static CloseableIterator<RawRecord> run(Source<RawRecord, ?, ?> source)
            throws Exception {
        Configuration options = new Configuration();
        options.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = Shared.cluster().environment(options);
        env.setParallelism(1);
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "records")
                .executeAndCollect();
    }
}
