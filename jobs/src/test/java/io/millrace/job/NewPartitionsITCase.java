package io.millrace.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.JobConfig;
import io.millrace.data.Report;
import io.millrace.data.Schema;
import io.millrace.format.FormatConfig;
import io.millrace.kafka.TestTopics;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.local.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Partitions come while the job runs, and some stay empty; windows by time go on over all. */
class NewPartitionsITCase {

    private static final long SECOND = 1_000;
    private static final int EACH = 300;

    private final String topic = TestTopics.create("samples", 1);

    @Test
    void areReadFromTheirBeginningAndStopNoClock() throws Exception {
        JobConfig job =
                TestJob.on(topic)
                        .learner(learner())
                        .property("partition.discovery.interval.ms", "200")
                        .config();
        send(0, 0);
        JobClient client = Run.start(job);
        Run.awaitPredictions(job, EACH);

        try (Admin admin = Shared.broker().admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(4))).all().get();
        }
        send(1, EACH);
        Run.awaitPredictions(job, 2 * EACH);
        String savepoint = Run.stop(client);
        send(3, 2 * EACH);
        client = Run.start(job, savepoint);
        Run.awaitPredictions(job, 3 * EACH);
        Run.drain(client);

        Reference reference = new Reference(job).learn(TestTopics.read(topic));
        assertThat(Run.reports(job)).containsExactlyElementsOf(reference.reports());
        assertThat(Run.reports(job).stream().map(Run::report))
                .filteredOn(report -> report.kind() == Report.Kind.EVENT_TIME)
                .extracting(Report::samples)
                .containsOnly(60L)
                .hasSize(3 * EACH / 60 - 1);
        assertThat(Run.predictions(job)).doesNotHaveDuplicates().hasSize(3 * EACH);
        List<ConsumerRecord<byte[], byte[]>> models = Run.models(job);
        assertThat(models.get(models.size() - 1).value()).isEqualTo(reference.model(""));
    }

    /** With windows of a minute. */
    private static LearnerConfig learner() {
        Schema one = TestRecords.ONE_MODEL;
        LearnerConfig usual =
                TestJob.learner(new Schema(one.features(), one.target(), "id", null, "time", null));
        return new LearnerConfig(
                usual.schema(),
                usual.admit(),
                usual.clean(),
                usual.normalize(),
                usual.rebalance(),
                usual.train(),
                new EvaluateConfig(250, 60 * SECOND, 0, 0, 0.99));
    }

    /** One sample a second, all to one partition. */
    private void send(int partition, int from) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record :
                TestRecords.records(
                        topic,
                        1,
                        TestRecords.ONE_MODEL,
                        FormatConfig.Kind.JSON,
                        from,
                        from + EACH)) {
            long time = SECOND * (from + records.size());
            String sample =
                    new String(record.value(), UTF_8).replace("}", ",\"time\":" + time + "}");
            records.add(new ProducerRecord<>(topic, partition, null, sample.getBytes(UTF_8)));
        }
        TestTopics.send(records);
    }
}
