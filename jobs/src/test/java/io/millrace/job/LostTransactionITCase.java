package io.millrace.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.JobConfig;
import io.millrace.data.RawRecord;
import io.millrace.format.FormatConfig;
import io.millrace.format.PredictionJson;
import io.millrace.kafka.KafkaRecords;
import io.millrace.kafka.TestTopics;
import io.millrace.operator.EventTypes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * Results that Kafka gave up before they were committed end the job, whatever its restart strategy,
 * and those that were committed do not.
 */
class LostTransactionITCase {

    private static final Duration SHORT = Duration.ofSeconds(3);

    private final String topic = TestTopics.create("samples", 1);

    @Test
    void endsAJobWhoseCheckpointTookLongerThanTheTransaction() throws Exception {
        JobConfig job = job().transactionTimeout(SHORT).config();
        StreamExecutionEnvironment env = Run.environment(job);
        DataStream<RawRecord> records =
                TrainJob.records(env, KafkaRecords.source(job.source()))
                        .map(new StallOnce(SHORT.multipliedBy(2)))
                        .returns(EventTypes.RAW_RECORD)
                        .uid("stall");
        TrainJob.define(env, job, records);
        send(0, 100);
        JobClient client = env.executeAsync(job.name());

        assertThat(Run.end(client))
                .contains("results for topic '" + job.name())
                .contains("lost")
                .contains("sinks.lost-transactions: accept")
                .contains("sinks.transaction-timeout");
    }

    @Test
    void goesBackToASavepointWhoseTransactionsWereCommittedLongAgo() throws Exception {
        JobConfig job = job().config();
        send(0, 100);
        JobClient client = Run.start(job);
        Run.awaitPredictions(job, 100);
        send(100, 150);
        String savepoint = client.triggerSavepoint(null, SavepointFormatType.CANONICAL).get();
        for (int to = 200; to <= 400; to += 50) {
            send(to - 50, to);
            Run.awaitPredictions(job, to);
        }
        client.cancel().get();
        Run.awaitEnd(client);
        assertThat(timesPredicted(job)).containsOnly(1L).hasSize(400);

        client = Run.start(job, savepoint);
        Run.awaitPredictions(job, 650);
        Run.drain(client);
        List<Long> times = timesPredicted(job);
        assertThat(times.subList(0, 100)).as("before the savepoint").containsOnly(1L);
        assertThat(times.subList(150, 400)).as("behind the savepoint").containsOnly(2L);
        Reference reference = new Reference(job).learn(TestTopics.read(topic));
        List<ConsumerRecord<byte[], byte[]>> models = Run.models(job);
        assertThat(models.get(models.size() - 1).value()).isEqualTo(reference.model(""));
    }

    /** For each sample, in their order. */
    private static List<Long> timesPredicted(JobConfig job) throws IOException {
        Map<Long, Long> times = new TreeMap<>();
        for (String prediction : Run.predictions(job)) {
            times.merge(
                    PredictionJson.readOrigin(prediction.getBytes(UTF_8)).offset(), 1L, Long::sum);
        }
        return List.copyOf(times.values());
    }

    private TestJob job() {
        return TestJob.on(topic).learner(TestJob.learner(TestRecords.ONE_MODEL));
    }

    private void send(int from, int to) {
        TestTopics.send(
                TestRecords.records(
                        topic, 1, TestRecords.ONE_MODEL, FormatConfig.Kind.JSON, from, to));
    }
}
