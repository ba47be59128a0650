package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.JobConfig;
import io.millrace.config.SinksConfig.Guarantee;
import io.millrace.data.RawRecord;
import io.millrace.format.FormatConfig;
import io.millrace.kafka.TestTopics;
import io.millrace.operator.EventTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ExactlyOnceITCase {

    private static final int SEEN = 500;
    private static final int CRASH = 800;
    private static final int SAMPLES = 1_000;

    @Test
    void leavesNoTraceInWhatIsWrittenExactlyOnce() throws Exception {
        JobConfig job = runWithCrash(Guarantee.EXACTLY_ONCE);

        Reference reference = new Reference(job).learn(TestTopics.read(job.source().topic()));
        assertThat(Run.reports(job)).containsExactlyElementsOf(reference.reports());
        assertThat(Run.predictions(job)).doesNotHaveDuplicates().hasSize(SAMPLES);
        List<ConsumerRecord<byte[], byte[]>> models = Run.models(job);
        assertThat(models).hasSize(SAMPLES / TestJob.PUBLISH_EVERY + 1);
        assertThat(models.get(models.size() - 1).value()).isEqualTo(reference.model(""));
    }

    @Test
    void repeatsButLosesNothingOfWhatIsWrittenAtLeastOnce() throws Exception {
        JobConfig job = runWithCrash(Guarantee.AT_LEAST_ONCE);

        Reference reference = new Reference(job).learn(TestTopics.read(job.source().topic()));
        List<String> predictions = Run.predictions(job);
        assertThat(predictions)
                .as("the crash came when something was written that no checkpoint had")
                .hasSizeGreaterThan(SAMPLES);
        assertThat(new HashSet<>(predictions)).hasSize(SAMPLES);
        assertThat(Run.reports(job)).containsAll(reference.reports());
        List<ConsumerRecord<byte[], byte[]>> models = Run.models(job);
        assertThat(models.get(models.size() - 1).value()).isEqualTo(reference.model(""));
    }

    private static JobConfig runWithCrash(Guarantee guarantee) throws Exception {
        String topic = TestTopics.create("samples", 1);
        JobConfig job =
                TestJob.on(topic)
                        .learner(TestJob.learner(TestRecords.ONE_MODEL))
                        .guarantee(guarantee)
                        .flink("restart-strategy.type", "fixed-delay")
                        .flink("restart-strategy.fixed-delay.attempts", "1")
                        .flink("restart-strategy.fixed-delay.delay", "0 s")
                        .config();
        StreamExecutionEnvironment env = Run.environment(job);
        DataStream<RawRecord> records =
                TrainJob.records(env, Run.upTo(job, Map.of(0, (long) SAMPLES)))
                        .map(new CrashOnce(CRASH))
                        .returns(EventTypes.RAW_RECORD)
                        .uid("crash");
        TrainJob.define(env, job, records);
        JobClient client = env.executeAsync(job.name());

        send(topic, 0, SEEN);
        Run.awaitPredictions(job, SEEN);
        send(topic, SEEN, SAMPLES);
        client.getJobExecutionResult().get();
        assertThat(CrashOnce.in(topic)).isOne();
        return job;
    }

    private static void send(String topic, int from, int to) {
        TestTopics.send(
                TestRecords.records(
                        topic, 1, TestRecords.ONE_MODEL, FormatConfig.Kind.JSON, from, to));
    }
}
