package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.JobConfig;
import io.millrace.data.Page;
import io.millrace.format.FormatConfig;
import io.millrace.format.ModelFormat;
import io.millrace.format.PageCodec;
import io.millrace.kafka.TestTopics;
import io.millrace.local.Shared;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A savepoint of each release lies among the test resources, with the hash of the model that its
 * job came to after more samples. Every later release must restore it, wherever it lies and on
 * another broker, and come to the same model.
 */
class UpgradeITCase {

    private static final String RECORD = "millrace.record-savepoint";
    private static final Path STORED = Path.of("src/test/resources/io/millrace/job/savepoints");
    private static final String HASH = "model.sha256";

    /** A savepoint holds the name of its topic. */
    private static final String TOPIC = "upgrade";

    private static final int BEFORE = 410;
    private static final int SAMPLES = 1_000;

    @TempDir private Path folder;

    @BeforeAll
    static void makeTopic() {
        Shared.broker().createTopic(TOPIC, 1, false);
        send(0, BEFORE);
    }

    static List<Path> stored() throws IOException {
        if (!Files.exists(STORED)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(STORED)) {
            return versions.sorted().toList();
        }
    }

    /** The release, and the format of its pages. */
    private static String newest() throws IOException {
        Matcher version =
                Pattern.compile("<version>(\\d+\\.\\d+\\.\\d+)")
                        .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1) + "-pages-" + PageCodec.VERSION;
    }

    @Test
    @DisabledIfSystemProperty(named = RECORD, matches = "true")
    void theNewestReleaseHasOne() throws IOException {
        assertThat(STORED.resolve(newest()))
                .as(
                        "to record it: ./mvnw -pl operators,jobs test -Dtest=UpgradeITCase"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        RECORD)
                .exists();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("stored")
    void goesOnFromTheStateOfEveryRelease(Path version) throws Exception {
        Path copy = folder.resolve("elsewhere");
        Files.createDirectory(copy);
        try (Stream<Path> files = Files.list(version)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        assertThat(goOn(copy.toUri().toString()))
                .isEqualTo(Files.readString(version.resolve(HASH)).strip());
    }

    /** To be run for each release, and again while it has none yet and its state changes. */
    @Test
    @EnabledIfSystemProperty(named = RECORD, matches = "true")
    void record() throws Exception {
        JobConfig job = job();
        JobClient client = Run.start(job);
        Run.awaitPredictions(job, BEFORE);
        String savepoint = Run.stop(client);
        Path version = STORED.resolve(newest());
        Files.createDirectories(version);
        try (Stream<Path> old = Files.list(version)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(Path.of(URI.create(savepoint)))) {
            for (Path file : files.toList()) {
                Files.copy(file, version.resolve(file.getFileName()));
            }
        }
        Files.writeString(version.resolve(HASH), goOn(savepoint) + "\n");
    }

    /** The hash of the model that a job comes to from a savepoint. */
    private static String goOn(String savepoint) throws Exception {
        if (TestTopics.ends(TOPIC).get(0) == BEFORE) {
            send(BEFORE, SAMPLES);
        }
        JobConfig job = job();
        JobClient client = Run.start(job, savepoint);
        Run.awaitPredictions(job, SAMPLES - BEFORE);
        Run.drain(client);
        List<ConsumerRecord<byte[], byte[]>> models = Run.models(job);
        List<Page> pages =
                new ArrayList<>(ModelFormat.read(models.get(models.size() - 1).value()).pages());
        return PageCodec.sha256(pages);
    }

    /** The broker that the savepoint was taken on is gone, and its transactions with it. */
    private static JobConfig job() {
        return TestJob.on(TOPIC)
                .learner(TestJob.learner(TestRecords.ONE_MODEL))
                .acceptLostTransactions()
                .config();
    }

    private static void send(int from, int to) {
        TestTopics.send(
                TestRecords.records(
                        TOPIC, 1, TestRecords.ONE_MODEL, FormatConfig.Kind.JSON, from, to));
    }
}
