package io.millrace.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.chaos.Audit;
import io.millrace.chaos.Finding;
import io.millrace.chaos.Outputs;
import io.millrace.chaos.Verdict;
import io.millrace.config.JobConfig;
import io.millrace.data.RawRecord;
import io.millrace.format.FormatConfig;
import io.millrace.kafka.CommittedRecords;
import io.millrace.kafka.TestTopics;
import io.millrace.local.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The audit of the crash laboratory, over what a real job has written. */
class AuditITCase {

    private static final int SAMPLES = 1_500;

    @Test
    void passesARealJobAndFailsItsOutputsWithoutOneOfThem() throws Exception {
        String topic = TestTopics.create("samples", 1);
        TestTopics.send(records(topic));
        JobConfig job =
                TestJob.on(topic)
                        .learner(TestJob.deduplicating(TestJob.learner(TestRecords.BY_KEY), 200))
                        .parallelism(2)
                        .config();

        Run.toTheEnd(job);

        Audit audit = new Audit(job.learner(), job.source().format(), true);
        CommittedRecords predictions = committed(job.sinks().predictions().orElseThrow());
        Verdict verdict = audit.judge(committed(topic), outputs(job, predictions));
        assertThat(verdict.text()).startsWith("passed");
        assertThat(verdict.deadLettered()).isEqualTo(200);
        assertThat(verdict.predicted()).isEqualTo(SAMPLES);

        List<RawRecord> oneLess = new ArrayList<>();
        predictions.forEach(oneLess::add);
        oneLess.remove(700);
        assertThat(audit.judge(committed(topic), outputs(job, oneLess)).counts())
                .isEqualTo(Map.of(Finding.LOST, 1L));
    }

    /** Samples, of which some come twice, with poison in between. */
    private static List<ProducerRecord<byte[], byte[]>> records(String topic) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> samples =
                TestRecords.records(
                        topic, 1, TestRecords.BY_KEY, FormatConfig.Kind.JSON, 0, SAMPLES);
        byte[] poison = "poison".getBytes(UTF_8);
        for (int i = 0; i < SAMPLES; i++) {
            records.add(samples.get(i));
            if (i % 15 == 4) {
                records.add(samples.get(i - 3));
            } else if (i % 15 == 9) {
                records.add(new ProducerRecord<>(topic, 0, null, poison));
            }
        }
        return records;
    }

    private static Outputs outputs(JobConfig job, Iterable<RawRecord> predictions) {
        return new Outputs(
                predictions,
                committed(job.sinks().deadLetters()),
                committed(job.sinks().metrics()),
                committed(job.sinks().models().orElseThrow()));
    }

    private static CommittedRecords committed(String topic) {
        return new CommittedRecords(Shared.broker().bootstrapServers(), topic);
    }
}
