package io.millrace.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.data.RawRecord;
import io.millrace.kafka.TopicReader;
import io.millrace.kafka.TopicWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One jar, handed to one TaskManager again and again: native libraries load, and what a job leaves
 * behind is nothing.
 */
class SubmissionITCase {

    /** From 20 on, memory must be flat too; fewer say little about it. */
    private static final int SUBMISSIONS = Integer.getInteger("millrace.test.submissions", 4);

    private static final int ENOUGH = 20;
    private static final int ROWS = 4000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String CONFIG =
            """
            name: unnamed
            source: {bootstrap-servers: "%s", topic: rows}
            schema:
              features:
                - {name: a, type: numeric}
                - {name: b, type: numeric}
                - {name: c, type: categorical, buckets: 64}
              label: {name: y, type: boolean}
            model: {hidden: [32, 16]}
            train: {batch-size: 32, compute: nd4j}
            evaluate: {window: 1000}
            runtime: {checkpoint-interval: 500 ms}
            """;

    /** A model that learns row by row, in plain loops. */
    private static final List<String> LINEAR =
            List.of(
                    "--set",
                    "model.hidden=[]",
                    "--set",
                    "train.batch-size=1",
                    "--set",
                    "train.compute=auto");

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path folder;

    private static Cluster cluster;
    private static JarRest rest;
    private static String jar;
    private static Path config;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.create(folder.resolve("cluster"), ClusterPlan.of(1, 2, 1, Map.of()));
        cluster.up(what -> {});
        rest = new JarRest(cluster.rest().root());
        jar = rest.upload(Path.of(System.getProperty("millrace.job.jar")));
        String servers = cluster.plan().bootstrapServers();
        config = Files.writeString(folder.resolve("job.yaml"), CONFIG.formatted(servers));
        writeRows(servers);
    }

    private static void writeRows(String servers) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(7);
        try (TopicWriter rows = TopicWriter.open(servers, "rows", Map.of(), true)) {
            for (int i = 0; i < ROWS; i++) {
                double a = random.nextDouble(-1, 1);
                double b = random.nextDouble(-1, 1);
                String row = "{\"a\": %f, \"b\": %f, \"c\": \"%d\", \"y\": %b}";
                rows.write(row.formatted(a, b, random.nextInt(99), a * b > 0).getBytes(UTF_8));
            }
            rows.flush();
        }
    }

    @AfterAll
    static void end() throws Exception {
        cluster.down();
    }

    /** However a test ends, the next finds both slots free. */
    @AfterEach
    void cancelAll() throws Exception {
        for (FlinkRest.Job job : cluster.rest().jobs()) {
            if (!job.isDone()) {
                rest.cancel(job.id());
            }
        }
        awaitFreeSlots(2);
    }

    @Test
    void leavesNothingBehindHoweverOftenItIsSubmitted() throws Exception {
        List<JvmFigures> figures = new ArrayList<>();
        for (int i = 1; i <= SUBMISSIONS; i++) {
            String name = "again-" + i;
            String job = submit(name);
            awaitLearned(name);
            rest.cancel(job);
            awaitFreeSlots(2);
            figures.add(JvmFigures.of(taskManager()));
            System.out.printf(
                    "submission %d: TaskManager %s, JobManager %s%n",
                    i, figures.get(i - 1), JvmFigures.of(cluster.daemon(Cluster.JOB_MANAGER)));
        }
        assertNoLinkError();
        // That of the first job, which the threads inherit that ND4J starts once, and of the last.
        assertThat(figures.get(SUBMISSIONS - 1).loaders()).isLessThanOrEqualTo(2);
        if (SUBMISSIONS >= ENOUGH) {
            assertFlat(figures, JvmFigures::metaspace);
            assertFlat(figures, JvmFigures::resident);
        }
    }

    @Test
    void sharesATaskManagerWithItsLike() throws Exception {
        submit("left");
        submit("right");
        awaitLearned("left");
        awaitLearned("right");
        assertNoLinkError();
        assertThat(cluster.rest().jobs())
                .filteredOn(job -> List.of("left", "right").contains(job.name()))
                .extracting(FlinkRest.Job::state)
                .containsOnly("RUNNING");
    }

    @Test
    void saysAtOnceThatTheClientHasNoNd4j() throws Exception {
        FlinkDaemons flink = flinkDaemons();
        String path = System.getProperty("millrace.job.jar");
        List<String> run =
                List.of("run", "-d", path, "--config", config.toString(), "--set", "name=bare");
        List<String> layers = withoutNd4j(flink.commandLine(run));
        Process refused = start(layers, flink.environment());
        assertThat(new String(refused.getInputStream().readAllBytes(), UTF_8))
                .contains("ND4J cannot be loaded", "docker/cluster-lib/target/lib")
                .doesNotContain("\tat ");
        assertThat(refused.waitFor()).isEqualTo(1);

        List<String> linear = new ArrayList<>(layers);
        linear.addAll(LINEAR);
        Process taken = start(linear, flink.environment());
        assertThat(new String(taken.getInputStream().readAllBytes(), UTF_8)).contains("JobID");
        assertThat(taken.waitFor()).isZero();
        awaitLearned("bare");
    }

    @Test
    void endsAJobWhoseTaskManagerHasNoNd4jAndSaysWhy() throws Exception {
        FlinkDaemons flink = flinkDaemons();
        Daemon taskManager = taskManager();
        try {
            taskManager.kill();
            taskManager.start(
                    withoutNd4j(flink.taskManager(taskManager.name())), flink.environment());
            String job = submit("lost");
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(
                            () -> cluster.rest().get("/jobs/" + job).path("state").asText(),
                            "FAILED"::equals);
            assertThat(cluster.rest().lastFailure(job).orElseThrow())
                    .startsWith("ND4J cannot be loaded")
                    .contains("every TaskManager");
            List<String> linear =
                    new ArrayList<>(List.of("--config", config.toString(), "--set", "name=found"));
            linear.addAll(LINEAR);
            rest.run(jar, linear);
            awaitLearned("found");
        } finally {
            cancelAll();
            taskManager.kill();
            cluster.up(what -> {});
        }
    }

    private static FlinkDaemons flinkDaemons() {
        return new FlinkDaemons(cluster.plan(), new ClusterFolder(cluster.root()));
    }

    /** As on a cluster whose lib folder nobody has filled. */
    private static List<String> withoutNd4j(List<String> command) {
        List<String> bare = new ArrayList<>(command);
        bare.replaceAll(
                argument ->
                        Arrays.stream(argument.split(File.pathSeparator, -1))
                                .filter(part -> !part.matches(".*/(nd4j|javacpp|openblas)-.*jar"))
                                .collect(Collectors.joining(File.pathSeparator)));
        assertThat(bare).isNotEqualTo(command);
        return bare;
    }

    private static Process start(List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Daemon taskManager() {
        return cluster.taskManagers().get(0);
    }

    private static String submit(String name) throws Exception {
        return rest.run(jar, List.of("--config", config.toString(), "--set", "name=" + name));
    }

    private static void awaitLearned(String name) {
        try (TopicReader reports =
                TopicReader.open(cluster.plan().bootstrapServers(), List.of(name + ".metrics"))) {
            await("4 reports of " + name)
                    .atMost(PATIENCE)
                    .until(() -> hasLearned(reports.poll(Duration.ofMillis(200))));
        }
    }

    private static boolean hasLearned(List<RawRecord> reports) throws IOException {
        boolean done = false;
        for (RawRecord report : reports) {
            JsonNode counts = JSON.readTree(report.value()).path("counts");
            done |= counts.path("learned").asInt() == ROWS;
        }
        return done;
    }

    private static void awaitFreeSlots(int slots) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> cluster.rest().get("/overview").path("slots-available").asInt(),
                        free -> free == slots);
    }

    private static void assertNoLinkError() throws IOException {
        assertThat(Files.readString(taskManager().log()))
                .doesNotContain("UnsatisfiedLinkError", "already loaded in another classloader");
    }

    /** The last five are within 5 % of the sixth to the tenth. */
    private static void assertFlat(List<JvmFigures> figures, ToLongFunction<JvmFigures> figure) {
        double[] all = figures.stream().mapToLong(figure).asDoubleStream().toArray();
        double before = mean(all, 5, 10);
        assertThat(mean(all, all.length - 5, all.length)).isBetween(0.95 * before, 1.05 * before);
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElseThrow();
    }
}
