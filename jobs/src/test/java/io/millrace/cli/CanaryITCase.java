package io.millrace.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.config.ConfigLoader;
import io.millrace.config.JobConfig;
import io.millrace.data.RawRecord;
import io.millrace.job.FlinkOptions;
import io.millrace.job.TrainJob;
import io.millrace.kafka.TopicReader;
import io.millrace.kafka.TopicWriter;
import io.millrace.local.LocalCluster;
import io.millrace.local.SecureBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job reads and writes through TLS and a password, which is then looked for everywhere. */
class CanaryITCase {

    private static final SecureBroker BROKER = SecureBroker.shared();
    private static final String ADDRESS = BROKER.bootstrapServers("GOOD");
    private static final int SAMPLES = 200;

    private static final List<String> REST =
            List.of(
                    "jobs/%s",
                    "jobs/%s/config",
                    "jobs/%s/plan",
                    "jobs/%s/exceptions",
                    "jobs/%s/checkpoints",
                    "jobs/%s/checkpoints/config",
                    "jobs/%s/accumulators",
                    "jobs/%s/jobmanager/config",
                    "jobs/%s/jobmanager/environment",
                    "jobs/overview",
                    "jobmanager/config",
                    "jobmanager/environment",
                    "taskmanagers",
                    "config");

    @TempDir private Path folder;

    @Test
    void aPasswordByReferenceIsFoundNowhere() throws Exception {
        JobConfig job = job(ADDRESS, "samples", BROKER.client());
        try (LogSearch log = new LogSearch(SecureBroker.CANARY);
                LocalCluster cluster = LocalCluster.start(1, folders())) {
            BROKER.open().createTopic("samples", 1, false);
            send();
            StreamExecutionEnvironment env = cluster.environment(FlinkOptions.of(job.runtime()));
            TrainJob.define(env, job);
            assertThat(graph(env)).doesNotContain(SecureBroker.CANARY).contains("${file:");
            JobClient client = env.executeAsync(job.name());
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> read("job.predictions").size() == SAMPLES);
            requireSilent(cluster, client);
            client.stopWithSavepoint(true, null, SavepointFormatType.CANONICAL).get();
            client.getJobExecutionResult().get();

            assertThat(read("job.dead-letters")).hasSize(1);
            for (String topic : List.of("metrics", "dead-letters", "predictions", "models")) {
                assertThat(read("job." + topic))
                        .isNotEmpty()
                        .noneMatch(record -> record.contains(SecureBroker.CANARY));
            }
            requireSilentFiles();
            assertThat(log.events()).as("events at DEBUG").isGreaterThan(1_000);
            assertThat(log.found()).isEmpty();
        }
    }

    /** What the search above is worth: a password that is written out is part of the job. */
    @Test
    void aPasswordInTheFileIsFoundInTheGraph() throws Exception {
        Map<String, String> properties = BROKER.client();
        properties.put("sasl.jaas.config", SecureBroker.jaas(SecureBroker.CANARY));
        BROKER.open().createTopic("samples-2", 1, false);
        JobConfig job = job(ADDRESS, "samples-2", properties);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkOptions.of(job.runtime()));
        TrainJob.define(env, job);
        assertThat(graph(env)).contains(SecureBroker.CANARY);
    }

    /** A job of one feature and two classes. */
    static String yaml(String address, String topic, Map<String, String> properties) {
        StringBuilder yaml =
                new StringBuilder(
                        """
                        name: job
                        schema:
                          features: [{name: x, type: numeric}]
                          label: {name: label, type: classes, classes: ["no", "yes"]}
                        publish: {every: 200}
                        evaluate: {window: 100}
                        sinks: {predictions: job.predictions}
                        runtime: {checkpoint-interval: 200 ms}
                        source:
                        """);
        yaml.append("  bootstrap-servers: ").append(address).append('\n');
        yaml.append("  topic: ").append(topic).append("\n  properties:\n");
        properties.forEach(
                (key, value) ->
                        yaml.append("    ").append(key).append(": '").append(value).append("'\n"));
        return yaml.toString();
    }

    private static JobConfig job(String address, String topic, Map<String, String> properties) {
        return ConfigLoader.parse(yaml(address, topic, properties), "f", List.of(), Map.of());
    }

    private Configuration folders() {
        return new Configuration()
                .set(CoreOptions.TMP_DIRS, folder.resolve("work").toString())
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        folder.resolve("checkpoints").toUri().toString())
                .set(
                        CheckpointingOptions.SAVEPOINT_DIRECTORY,
                        folder.resolve("savepoints").toUri().toString());
    }

    private static void send() throws InterruptedException {
        try (TopicWriter writer = TopicWriter.open(ADDRESS, "samples", BROKER.client(), false)) {
            for (int i = 0; i < SAMPLES; i++) {
                String label = i % 3 == 0 ? "yes" : "no";
                writer.write(("{\"x\":" + i + ",\"label\":\"" + label + "\"}").getBytes(UTF_8));
            }
            writer.write(new byte[] {'?'});
            writer.flush();
        }
    }

    private static String graph(StreamExecutionEnvironment env) throws IOException {
        byte[] graph = InstantiationUtil.serializeObject(env.getStreamGraph(false).getJobGraph());
        return new String(graph, ISO_8859_1);
    }

    private static void requireSilent(LocalCluster cluster, JobClient client) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        for (String path : REST) {
            String at = cluster.webUrl() + "/" + String.format(path, client.getJobID());
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(at)).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain(SecureBroker.CANARY);
        }
    }

    private void requireSilentFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).extracting(Path::toString).anyMatch(p -> p.endsWith("_metadata"));
            for (Path file : all) {
                String text = new String(Files.readAllBytes(file), ISO_8859_1);
                assertThat(text).as(file.toString()).doesNotContain(SecureBroker.CANARY);
            }
        }
    }

    /** The committed records of a topic, with key and headers, by the port without TLS. */
    private static List<String> read(String topic) {
        List<String> texts = new ArrayList<>();
        try (TopicReader reader =
                TopicReader.open(BROKER.open().bootstrapServers(), List.of(topic))) {
            do {
                for (RawRecord record : reader.poll(Duration.ofMillis(200))) {
                    StringBuilder text = new StringBuilder(text(record.key()));
                    text.append(text(record.value()));
                    record.headers().forEach(h -> text.append(h.name()).append(text(h.value())));
                    texts.add(text.toString());
                }
            } while (!reader.atEnd());
        }
        return texts;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, ISO_8859_1);
    }
}
