package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.JobConfig;
import io.millrace.config.SetupException;
import io.millrace.format.FormatConfig;
import io.millrace.kafka.TestTopics;
import io.millrace.local.LocalBroker;
import io.millrace.local.Shared;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A broker that is not there when a job is started, and one that is killed under it. */
class AbsentBrokerITCase {

    private static final String TIMEOUT = "default.api.timeout.ms";

    private final String topic = TestTopics.create("samples", 1);
    private final TestJob test = TestJob.on(topic).learner(TestJob.learner(TestRecords.ONE_MODEL));

    @Test
    void isWaitedForAndMissedWithoutLoss() throws Exception {
        send(0, 300);
        LocalBroker broker = Shared.broker();
        broker.kill();
        CompletableFuture<JobClient> waiting;
        JobConfig job = test.property(TIMEOUT, "120000").config();
        try {
            waiting = CompletableFuture.supplyAsync(() -> start(job));
            JobConfig hasty =
                    test.property(TIMEOUT, "1000").property("request.timeout.ms", "500").config();
            assertThatThrownBy(() -> Run.start(hasty))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("cannot list topics at " + broker.bootstrapServers());
        } finally {
            broker.restart();
        }
        JobClient client = waiting.get(120, TimeUnit.SECONDS);
        Run.awaitPredictions(job, 300);

        broker.kill();
        broker.restart();
        send(300, 1_000);
        Run.awaitPredictions(job, 1_000);
        Run.drain(client);

        Reference reference = new Reference(job).learn(TestTopics.read(topic));
        assertThat(Run.reports(job)).containsExactlyElementsOf(reference.reports());
        assertThat(Run.predictions(job)).doesNotHaveDuplicates().hasSize(1_000);
        List<ConsumerRecord<byte[], byte[]>> models = Run.models(job);
        assertThat(models.get(models.size() - 1).value()).isEqualTo(reference.model(""));
    }

    private static JobClient start(JobConfig job) {
        try {
            return Run.start(job);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(int from, int to) {
        TestTopics.send(
                TestRecords.records(
                        topic, 1, TestRecords.ONE_MODEL, FormatConfig.Kind.JSON, from, to));
    }
}
