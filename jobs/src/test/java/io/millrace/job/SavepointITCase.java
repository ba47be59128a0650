package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.config.JobConfig;
import io.millrace.config.RuntimeConfig.Backend;
import io.millrace.format.FormatConfig;
import io.millrace.kafka.TestTopics;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.train.TrainConfig;
import io.millrace.local.Shared;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SavepointITCase {

    @Test
    void carriesTheJobOverToAnotherBackendAndToAnotherLearningRate() throws Exception {
        String topic = TestTopics.create("samples", 1);
        LearnerConfig learner = TestJob.learner(TestRecords.ONE_MODEL);
        LearnerConfig faster = withLearningRate(learner, 0.1);
        TestJob test = TestJob.on(topic).learner(learner);

        send(topic, 0, 300);
        JobConfig onHeap = test.backend(Backend.HASHMAP).config();
        JobClient client = Run.start(onHeap);
        Run.awaitPredictions(onHeap, 300);
        String first = Run.stop(client);

        send(topic, 300, 600);
        JobConfig onDisk = test.backend(Backend.ROCKSDB).config();
        client = Run.start(onDisk, first);
        Run.awaitPredictions(onDisk, 600);
        String second = Run.stop(client);

        send(topic, 600, 1_000);
        JobConfig changed = test.backend(Backend.HASHMAP).learner(faster).config();
        // A bound is for new partitions only: restored ones go on without end.
        client = Run.start(changed, second);
        Run.awaitPredictions(changed, 1_000);
        Run.drain(client);

        List<ConsumerRecord<byte[], byte[]>> records = TestTopics.read(topic);
        Reference reference =
                new Reference(onHeap)
                        .learn(records.subList(0, 600))
                        .reconfigure(faster)
                        .learn(records.subList(600, 1_000));
        assertThat(Run.reports(changed)).containsExactlyElementsOf(reference.reports());
        assertThat(Run.predictions(changed)).doesNotHaveDuplicates().hasSize(1_000);
        List<ConsumerRecord<byte[], byte[]>> models = Run.models(changed);
        assertThat(models.get(models.size() - 1).value())
                .isEqualTo(reference.model(""))
                .isNotEqualTo(new Reference(onHeap).learn(records).model(""));
    }

    @Test
    void failsRatherThanSkipRecordsThatWereDeletedBehindIt() throws Exception {
        String topic = TestTopics.create("samples", 1);
        JobConfig job = TestJob.on(topic).learner(TestJob.learner(TestRecords.ONE_MODEL)).config();
        send(topic, 0, 100);
        JobClient client = Run.start(job);
        Run.awaitPredictions(job, 100);
        String savepoint = Run.stop(client);

        send(topic, 100, 300);
        try (Admin admin = Shared.broker().admin()) {
            TopicPartition partition = new TopicPartition(topic, 0);
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(200))).all().get();
        }
        JobClient restored = Run.start(job, savepoint);

        assertThat(Run.end(restored))
                .contains("records of '" + topic + "' that the job has yet to read are gone")
                .contains("offset=100")
                .contains("model.initial");
        assertThat(Run.predictions(job)).hasSize(100);
    }

    @Test
    void failsRatherThanWaitInATopicMadeAnew() throws Exception {
        String topic = TestTopics.create("samples", 1);
        JobConfig job = TestJob.on(topic).learner(TestJob.learner(TestRecords.ONE_MODEL)).config();
        send(topic, 0, 100);
        JobClient client = Run.start(job);
        Run.awaitPredictions(job, 100);
        String savepoint = Run.stop(client);

        try (Admin admin = Shared.broker().admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !admin.listTopics().names().get().contains(topic));
        }
        Shared.broker().createTopic(topic, 1, false);
        send(topic, 0, 50);
        JobClient restored = Run.start(job, savepoint);

        assertThat(Run.end(restored)).contains("are gone").contains(topic + "-0");
        assertThat(Run.predictions(job)).hasSize(100);
    }

    private static LearnerConfig withLearningRate(LearnerConfig config, double rate) {
        TrainConfig train = config.train();
        return new LearnerConfig(
                config.schema(),
                config.admit(),
                config.clean(),
                config.normalize(),
                config.rebalance(),
                new TrainConfig(
                        train.model(),
                        OptimizerConfig.adam(rate),
                        train.schedule(),
                        train.batchSize(),
                        train.epochs(),
                        train.l2(),
                        train.clipNorm(),
                        train.clipValue(),
                        train.compute()),
                config.evaluate());
    }

    private static void send(String topic, int from, int to) {
        TestTopics.send(
                TestRecords.records(
                        topic, 1, TestRecords.ONE_MODEL, FormatConfig.Kind.JSON, from, to));
    }
}
