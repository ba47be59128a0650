package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.JobConfig;
import io.millrace.format.FormatConfig;
import io.millrace.kafka.TestTopics;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What of a job, beside its learner, may change under a savepoint, and what may not. */
class ChangedJobITCase {

    private final String topic = TestTopics.create("samples", 1);
    private final TestJob test = TestJob.on(topic).learner(TestJob.learner(TestRecords.ONE_MODEL));

    @Test
    void sinksAreSwitchedOffAndOn() throws Exception {
        JobConfig all = test.config();
        send(0, 300);
        JobClient client = Run.start(all);
        Run.awaitPredictions(all, 300);
        String savepoint = Run.stop(client);

        send(300, 600);
        JobConfig fewer = test.optionalSinks(false).config();
        assertThatThrownBy(() -> toTheEnd(fewer, Run.from(savepoint)))
                .hasStackTraceContaining("Cannot map checkpoint/savepoint state for operator")
                .hasStackTraceContaining("--allowNonRestoredState");
        client = Run.start(fewer, allowingNonRestoredState(savepoint));
        Run.awaitReports(fewer, 2);
        String second = Run.stop(client);
        assertThat(Run.predictions(all)).hasSize(300);

        send(600, 1_000);
        client = Run.start(all, second);
        Run.awaitPredictions(all, 700);
        Run.drain(client);

        Reference reference = new Reference(all).learn(TestTopics.read(topic));
        assertThat(Run.reports(all)).containsExactlyElementsOf(reference.reports());
        assertThat(Run.predictions(all)).doesNotHaveDuplicates().hasSize(700);
        List<ConsumerRecord<byte[], byte[]>> models = Run.models(all);
        assertThat(models.get(models.size() - 1).value()).isEqualTo(reference.model(""));
    }

    @Test
    void theMaximumParallelismIsKept() throws Exception {
        JobConfig job = test.config();
        send(0, 50);
        JobClient client = Run.start(job);
        Run.awaitPredictions(job, 50);
        String savepoint = Run.stop(client);

        JobConfig wider = test.maxParallelism(32).config();
        assertThatThrownBy(() -> toTheEnd(wider, Run.from(savepoint)))
                .hasStackTraceContaining(
                        "Max parallelism mismatch between checkpoint/savepoint state and new"
                                + " program");
    }

    /** As {@code flink run --fromSavepoint ... --allowNonRestoredState}. */
    private static Configuration allowingNonRestoredState(String savepoint) {
        return Run.from(savepoint).set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    }

    private static void toTheEnd(JobConfig job, Configuration options) throws Exception {
        Run.start(job, options).getJobExecutionResult().get(90, TimeUnit.SECONDS);
    }

    private void send(int from, int to) {
        TestTopics.send(
                TestRecords.records(
                        topic, 1, TestRecords.ONE_MODEL, FormatConfig.Kind.JSON, from, to));
    }
}
