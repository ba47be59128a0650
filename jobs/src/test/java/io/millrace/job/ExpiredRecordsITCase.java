package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.config.JobConfig;
import io.millrace.data.RawRecord;
import io.millrace.format.FormatConfig;
import io.millrace.kafka.KafkaRecords;
import io.millrace.kafka.TestTopics;
import io.millrace.local.Shared;
import io.millrace.operator.EventTypes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Retention that overtakes a job before its first checkpoint. */
class ExpiredRecordsITCase {

    private final String topic = TestTopics.create("samples", 1);

    @Test
    void letsAJobBeginAnewAtTheEarliestThatIsLeft() throws Exception {
        JobConfig job =
                TestJob.on(topic)
                        .learner(TestJob.learner(TestRecords.ONE_MODEL))
                        // One record a fetch, so that the reader does not have all of them already.
                        .property("max.poll.records", "1")
                        .property("max.partition.fetch.bytes", "1")
                        .flink("restart-strategy.type", "fixed-delay")
                        .flink("restart-strategy.fixed-delay.attempts", "10")
                        .flink("restart-strategy.fixed-delay.delay", "0 s")
                        .config();
        send(200);
        JobClient client = start(job);
        await().atMost(Duration.ofSeconds(90)).until(() -> HoldOnce.holds(topic));
        deleteBefore(150);
        HoldOnce.release(topic);

        Run.awaitPredictions(job, 50);
        assertThat(failures(client)).contains("begins anew at source.start");
        Run.drain(client);
        List<ConsumerRecord<byte[], byte[]>> left = TestTopics.read(topic);
        assertThat(left).hasSize(50);
        Reference reference = new Reference(job).learn(left);
        assertThat(Run.reports(job)).containsExactlyElementsOf(reference.reports());
        assertThat(Run.predictions(job)).doesNotHaveDuplicates().hasSize(50);
        List<ConsumerRecord<byte[], byte[]>> models = Run.models(job);
        assertThat(models.get(models.size() - 1).value()).isEqualTo(reference.model(""));
    }

    private static JobClient start(JobConfig job) throws Exception {
        StreamExecutionEnvironment env = Run.environment(job);
        DataStream<RawRecord> records =
                TrainJob.records(env, KafkaRecords.source(job.source()))
                        .map(new HoldOnce())
                        .returns(EventTypes.RAW_RECORD)
                        .uid("hold");
        TrainJob.define(env, job, records);
        return env.executeAsync(job.name());
    }

    /** Each in a batch of its own. */
    private void send(int count) {
        TestTopics.send(
                TestRecords.records(
                        topic, 1, TestRecords.ONE_MODEL, FormatConfig.Kind.JSON, 0, count),
                Map.of("batch.size", "0"));
    }

    private void deleteBefore(long offset) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Shared.broker().admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    private static String failures(JobClient client) throws Exception {
        String path = "/jobs/" + client.getJobID() + "/exceptions";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(Shared.cluster().webUrl() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
