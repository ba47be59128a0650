package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.JobConfig;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.FormatConfig;
import io.millrace.kafka.TestTopics;
import io.millrace.learn.LearnerConfig;
import io.millrace.local.Shared;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** What no restart mends ends a job, whatever its restart strategy, with what to do. */
class LoudStopITCase {

    private static final String LIMIT = "max.message.bytes";

    private final String topic = TestTopics.create("samples", 1);
    private final TestJob test = TestJob.on(topic).learner(TestJob.learner(TestRecords.ONE_MODEL));

    @Test
    void aRecordThatItsTopicDoesNotTake() throws Exception {
        JobConfig job = test.config();
        String predictions = job.sinks().predictions().orElseThrow();
        send(0, 50);
        try (Admin admin = Shared.broker().admin()) {
            NewTopic small = new NewTopic(predictions, Optional.empty(), Optional.empty());
            admin.createTopics(List.of(small.configs(Map.of(LIMIT, "150")))).all().get();

            assertThat(Run.end(Run.start(job)))
                    .contains("too large for topic '" + predictions + "'")
                    .contains("raise the topic's " + LIMIT);

            raise(admin, predictions);
        }
        JobClient client = Run.start(job);
        Run.awaitPredictions(job, 50);
        Run.stop(client);
    }

    private static void raise(Admin admin, String topic) throws Exception {
        AlterConfigOp raise =
                new AlterConfigOp(new ConfigEntry(LIMIT, "1000000"), AlterConfigOp.OpType.SET);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(raise))).all().get();
    }

    @Test
    void aCheckpointThatWasTruncated() throws Exception {
        String savepoint = savepoint(SavepointFormatType.NATIVE);
        truncate(largestFile(Path.of(URI.create(savepoint))));
        assertThat(Run.end(Run.start(test.config(), savepoint)))
                .contains("savepoint to restore is damaged")
                .contains("Start the job from an older one");
    }

    @Test
    void aChangeThatKeptStateDoesNotAllow() throws Exception {
        String savepoint = savepoint(SavepointFormatType.CANONICAL);
        Schema schema = TestRecords.ONE_MODEL;
        Schema turned =
                new Schema(
                        schema.features(),
                        new Target.Classification("late", List.of("yes", "no")),
                        "id",
                        null,
                        null,
                        null);
        LearnerConfig changed = TestJob.learner(turned);
        send(100, 101);
        assertThat(Run.end(Run.start(test.learner(changed).config(), savepoint)))
                .contains("the target, its classes in order");
    }

    /** In the native format it is what a checkpoint is. */
    private String savepoint(SavepointFormatType format) throws Exception {
        JobConfig job = test.config();
        send(0, 100);
        JobClient client = Run.start(job);
        Run.awaitPredictions(job, 100);
        return client.stopWithSavepoint(false, null, format).get();
    }

    private static Path largestFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void truncate(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    private void send(int from, int to) {
        TestTopics.send(
                TestRecords.records(
                        topic, 1, TestRecords.ONE_MODEL, FormatConfig.Kind.JSON, from, to));
    }
}
