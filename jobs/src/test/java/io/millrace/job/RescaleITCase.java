package io.millrace.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.JobConfig;
import io.millrace.data.RawRecord;
import io.millrace.format.FormatConfig;
import io.millrace.kafka.KafkaRecords;
import io.millrace.kafka.TestTopics;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.local.LocalCluster;
import io.millrace.operator.EventTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * One job of many models, carried by savepoints over the pairs of parallelisms that Flink's Kafka
 * connector tests its sink with, through crashes in some: every version of every model has the
 * pages that the plain learner has, and every result is there once.
 */
class RescaleITCase {

    /** A walk over 1-2, 2-3, 3-5, 5-6, 6-5, 5-2, 2-5, 5-3, 3-2 and 2-1: each pair once. */
    private static final List<Integer> WALK = List.of(1, 2, 3, 5, 6, 5, 2, 5, 3, 2, 1);

    private static final Set<Integer> WITH_CRASH = Set.of(2, 4, 6, 9);
    private static final int MODELS = 9;

    /** One more than there are keys for: the last one stays idle. */
    private static final int PARTITIONS = 7;

    private static final int SAMPLES = 540;
    private static final int PUBLISH_EVERY = 20;

    private final String topic = TestTopics.create("samples", PARTITIONS);

    @Test
    void everyModelIsTheSameAtEveryParallelism() throws Exception {
        TestJob test =
                TestJob.on(topic)
                        .learner(publishing(TestJob.learner(TestRecords.BY_KEY)))
                        .flink("restart-strategy.type", "fixed-delay")
                        .flink("restart-strategy.fixed-delay.attempts", "3")
                        .flink("restart-strategy.fixed-delay.delay", "0 s");
        JobConfig job = test.config();
        try (LocalCluster cluster = LocalCluster.start(6, new Configuration())) {
            Configuration from = new Configuration();
            for (int step = 0; step < WALK.size(); step++) {
                send(step * SAMPLES, (step + 1) * SAMPLES);
                job = test.parallelism(WALK.get(step)).config();
                JobClient client = start(cluster, job, from, crash(step));
                Run.awaitPredictions(job, (step + 1) * SAMPLES);
                from = Run.from(Run.stop(client));
            }
        }

        Reference reference = new Reference(job).learn(TestTopics.read(topic));
        Map<String, List<byte[]>> models = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> model : Run.models(job)) {
            models.computeIfAbsent(new String(model.key(), UTF_8), k -> new ArrayList<>())
                    .add(model.value());
        }
        assertThat(models.keySet()).isEqualTo(reference.versions().keySet()).hasSize(MODELS);
        models.forEach(
                (key, versions) ->
                        assertThat(versions)
                                .as(key)
                                .containsExactlyElementsOf(reference.versions().get(key)));
        assertThat(Run.predictions(job)).doesNotHaveDuplicates().hasSize(WALK.size() * SAMPLES);
        assertThat(Run.reports(job)).containsExactlyInAnyOrderElementsOf(reference.windows());
        assertThat(CrashOnce.in(topic)).isEqualTo(WITH_CRASH.size());
    }

    /** Where the crash of a step is: only the partitions of two models come that far. */
    private static long crash(int step) {
        return WITH_CRASH.contains(step) ? 2L * step * SAMPLES / MODELS + 30 : Long.MAX_VALUE;
    }

    /** Models in turn, each in one partition, two in the first ones. */
    private void send(int from, int to) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record :
                TestRecords.records(
                        topic, 1, TestRecords.ONE_MODEL, FormatConfig.Kind.JSON, from, to)) {
            int model = (from + records.size()) % MODELS;
            String sample = new String(record.value(), UTF_8).replace("}", ",\"region\":\"k");
            records.add(
                    new ProducerRecord<>(
                            topic,
                            model % (PARTITIONS - 1),
                            null,
                            (sample + model + "\"}").getBytes(UTF_8)));
        }
        TestTopics.send(records);
    }

    private static JobClient start(
            LocalCluster cluster, JobConfig job, Configuration from, long crash) throws Exception {
        StreamExecutionEnvironment env = cluster.environment(FlinkOptions.of(job.runtime()));
        env.configure(from);
        DataStream<RawRecord> records =
                TrainJob.records(env, KafkaRecords.source(job.source()))
                        .map(new CrashOnce(crash))
                        .returns(EventTypes.RAW_RECORD)
                        .uid("crash");
        TrainJob.define(env, job, records);
        return env.executeAsync(job.name());
    }

    private static LearnerConfig publishing(LearnerConfig config) {
        return new LearnerConfig(
                config.schema(),
                new AdmitConfig(PUBLISH_EVERY, 0),
                config.clean(),
                config.normalize(),
                config.rebalance(),
                config.train(),
                config.evaluate());
    }
}
