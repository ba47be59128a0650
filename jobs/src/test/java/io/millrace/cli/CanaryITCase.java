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
import io.millrace.kafka.TopicWriter;
import io.millrace.local.LocalCluster;
import io.millrace.local.SecureBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job reads and writes through TLS and a password, which is then looked for everywhere. */
class CanaryITCase {

    private static final SecureBroker BROKER = SecureBroker.shared();
    private static final String ADDRESS = BROKER.bootstrapServers("GOOD");
    private static final int SAMPLES = 200;

    private static final String WORD = SecureBroker.CANARY;
    private static final Canary CANARY = new Canary(WORD);

    @TempDir private Path folder;

    @Test
    void aPasswordByReferenceIsFoundNowhere() throws Exception {
        JobConfig job = job(ADDRESS, "samples", BROKER.client());
        try (LogSearch log = new LogSearch(WORD);
                LocalCluster cluster = LocalCluster.start(1, folders())) {
            BROKER.open().createTopic("samples", 1, false);
            send();
            StreamExecutionEnvironment env = cluster.environment(FlinkOptions.of(job.runtime()));
            TrainJob.define(env, job);
            assertThat(graph(env)).doesNotContain(WORD).contains("${file:");
            JobClient client = env.executeAsync(job.name());
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> records("job.predictions").size() == SAMPLES);
            assertThat(CANARY.inAnswers(cluster.webUrl(), client.getJobID())).isEmpty();
            client.stopWithSavepoint(true, null, SavepointFormatType.CANONICAL).get();
            client.getJobExecutionResult().get();

            assertThat(records("job.dead-letters")).hasSize(1);
            for (String topic : List.of("metrics", "dead-letters", "predictions", "models")) {
                assertThat(records("job." + topic)).isNotEmpty();
                assertThat(CANARY.inRecords(BROKER.open(), "job." + topic)).isEmpty();
            }
            assertThat(Canary.files(folder)).anyMatch(file -> file.endsWith("_metadata"));
            assertThat(CANARY.inFiles(folder)).isEmpty();
            assertThat(log.events()).as("events at DEBUG").isGreaterThan(1_000);
            assertThat(log.found()).isEmpty();
        }
    }

    /** What the search above is worth: a password that is written out is part of the job. */
    @Test
    void aPasswordInTheFileIsFoundInTheGraph() throws Exception {
        Map<String, String> properties = BROKER.client();
        properties.put("sasl.jaas.config", SecureBroker.jaas(WORD));
        BROKER.open().createTopic("samples-2", 1, false);
        JobConfig job = job(ADDRESS, "samples-2", properties);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkOptions.of(job.runtime()));
        TrainJob.define(env, job);
        assertThat(graph(env)).contains(WORD);
    }

    /** And each of the other searches finds it where it stands. */
    @Test
    void aPasswordThatStandsThereIsFound() throws Exception {
        Configuration planted =
                folders().set(ConfigOptions.key("planted").stringType().noDefaultValue(), WORD);
        try (LogSearch log = new LogSearch(WORD);
                LocalCluster cluster = LocalCluster.start(1, planted)) {
            JobClient client = Talkative.start(cluster.environment(new Configuration()), WORD);
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    Canary.files(folder).stream()
                                            .anyMatch(f -> f.endsWith("_metadata")));
            assertThat(CANARY.inAnswers(cluster.webUrl(), client.getJobID()))
                    .contains(
                            "jobs/%s",
                            "jobs/%s/config",
                            "jobs/%s/plan",
                            "jobs/%s/exceptions",
                            "jobs/%s/jobmanager/config",
                            "jobs/overview",
                            "jobmanager/config");
            assertThat(CANARY.inFiles(folder)).anyMatch(file -> file.endsWith("_metadata"));
            Logger logger = LoggerFactory.getLogger("planted");
            logger.debug("{} here", WORD);
            logger.error("not here", new IllegalStateException(WORD));
            assertThat(log.found())
                    .anyMatch(event -> event.equals("planted: " + WORD + " here"))
                    .anyMatch(event -> event.startsWith("planted: not here"))
                    .anyMatch(event -> event.startsWith("org.apache.flink."));
        }
        BROKER.open().createTopic("planted", 1, false);
        plant();
        assertThat(CANARY.inRecords(BROKER.open(), "planted"))
                .extracting(RawRecord::offset)
                .containsExactly(1L, 2L, 3L, 4L);
    }

    /** In no part of a record, then in each of them. */
    private static void plant() throws Exception {
        byte[] word = WORD.getBytes(UTF_8);
        byte[] other = "other".getBytes(UTF_8);
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", BROKER.open().bootstrapServers()),
                        bytes,
                        bytes)) {
            producer.send(new ProducerRecord<>("planted", other, other));
            producer.send(new ProducerRecord<>("planted", word, other));
            producer.send(new ProducerRecord<>("planted", null, word));
            for (Header header :
                    List.of(new RecordHeader("h", word), new RecordHeader(WORD, other))) {
                producer.send(new ProducerRecord<>("planted", 0, other, null, List.of(header)));
            }
        }
    }

    private static List<RawRecord> records(String topic) {
        return Canary.records(BROKER.open(), topic);
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
}
