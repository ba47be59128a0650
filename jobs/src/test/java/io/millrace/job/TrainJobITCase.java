package io.millrace.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.JobConfig;
import io.millrace.config.RuntimeConfig.Backend;
import io.millrace.config.SinksConfig.Guarantee;
import io.millrace.data.Counts;
import io.millrace.data.Report;
import io.millrace.format.FormatConfig;
import io.millrace.kafka.TestTopics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainJobITCase {

    private static final int SAMPLES = 1_000;

    @ParameterizedTest
    @CsvSource({
        "JSON, HASHMAP, EXACTLY_ONCE",
        "CSV, ROCKSDB, EXACTLY_ONCE",
        "JSON_ARRAY, HASHMAP, AT_LEAST_ONCE"
    })
    void saysWhatThePlainLearnerSaysToTheLastDigit(
            FormatConfig.Kind format, Backend backend, Guarantee guarantee) throws Exception {
        String topic = TestTopics.create("samples", 1);
        List<ProducerRecord<byte[], byte[]>> records =
                new ArrayList<>(
                        TestRecords.records(topic, 1, TestRecords.ONE_MODEL, format, 0, SAMPLES));
        records.add(700, new ProducerRecord<>(topic, 0, null, new byte[] {'?'}));
        records.add(300, new ProducerRecord<>(topic, 0, null, new byte[] {}));
        TestTopics.send(records);
        JobConfig job =
                TestJob.on(topic)
                        .format(format)
                        .learner(TestJob.learner(TestRecords.ONE_MODEL))
                        .backend(backend)
                        .guarantee(guarantee)
                        .config();

        Run.toTheEnd(job);

        Reference reference = new Reference(job).learn(TestTopics.read(topic));
        assertThat(Run.reports(job)).containsExactlyElementsOf(reference.reports());
        Counts counts = last(Run.reports(job)).counts();
        assertThat(counts.balanced()).isTrue();
        assertThat(counts.in()).isEqualTo(SAMPLES + 2);
        assertThat(counts.rejected()).isEqualTo(2).isEqualTo(Run.deadLetters(job).size());
        assertThat(counts.pending()).as("the last mini-batch is not full").isEqualTo(8);
        assertThat(Run.predictions(job))
                .hasSize(SAMPLES)
                .allMatch(json -> json.contains("\"probabilities\":{\"no\":"))
                .first()
                .asString()
                .startsWith("{\"key\":\"\",\"id\":\"s0\",\"partition\":0,\"offset\":0,");
        List<ConsumerRecord<byte[], byte[]>> models = Run.models(job);
        assertThat(models).hasSize(SAMPLES / TestJob.PUBLISH_EVERY + 1);
        assertThat(models.get(models.size() - 1).value()).isEqualTo(reference.model(""));
    }

    @Test
    void keepsTheModelsOfAllKeysApartOnTwoSubtasks() throws Exception {
        String topic = TestTopics.create("samples", 2);
        TestTopics.send(
                TestRecords.records(
                        topic, 2, TestRecords.BY_KEY, FormatConfig.Kind.JSON, 0, SAMPLES));
        JobConfig job =
                TestJob.on(topic)
                        .learner(TestJob.learner(TestRecords.BY_KEY))
                        .parallelism(2)
                        .config();

        Run.toTheEnd(job);

        assertThat(Run.predictions(job).stream().map(TrainJobITCase::id))
                .as("each sample is scored once")
                .doesNotHaveDuplicates()
                .hasSize(SAMPLES);
        Map<String, Counts> counts = new TreeMap<>();
        Run.reports(job).stream()
                .map(Run::report)
                .filter(report -> report.kind() == Report.Kind.CUMULATIVE)
                .forEach(report -> counts.put(report.key(), report.counts()));
        Map<String, Long> sent =
                TestTopics.read(topic).stream()
                        .collect(
                                Collectors.groupingBy(
                                        TrainJobITCase::region, Collectors.counting()));
        assertThat(counts.values()).allMatch(Counts::balanced);
        assertThat(counts.entrySet().stream())
                .extracting(Map.Entry::getKey, entry -> entry.getValue().in())
                .containsExactlyInAnyOrderElementsOf(
                        sent.entrySet().stream()
                                .map(e -> Tuple.tuple(e.getKey(), e.getValue()))
                                .toList());
        Map<String, Integer> partitions = new HashMap<>();
        assertThat(TestTopics.read(job.sinks().metrics()))
                .as("all of one model lies in one partition, in order")
                .allMatch(
                        record ->
                                record.partition()
                                        == partitions.computeIfAbsent(
                                                new String(record.key(), UTF_8),
                                                k -> record.partition()));
    }

    private static Report last(List<String> reports) {
        return Run.report(reports.get(reports.size() - 1));
    }

    private static String id(String prediction) {
        return prediction.replaceAll(".*\"id\":\"(s\\d+)\".*", "$1");
    }

    private static String region(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8).replaceAll(".*\"region\":\"(\\w+)\".*", "$1");
    }
}
