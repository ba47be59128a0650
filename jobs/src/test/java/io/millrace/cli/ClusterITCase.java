package io.millrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cluster.Cluster;
import io.millrace.cluster.Daemon;
import io.millrace.cluster.FlinkRest;
import io.millrace.data.RawRecord;
import io.millrace.kafka.TopicReader;
import io.millrace.kafka.TopicWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a cluster and of a job on it, typed as a person would. */
class ClusterITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WINDOW = 500;
    private static final String CONFIG =
            """
            name: grind
            source: {bootstrap-servers: "replaced:1", topic: grain}
            schema:
              features: [{name: x, type: numeric}]
              label: {name: y, type: number}
            evaluate: {window: 500}
            runtime: {checkpoint-interval: 500 ms}
            """;

    private static final String RENAMED = "schema.features=[{name: z, type: numeric}]";

    private final Console console = new Console();
    private final List<Daemon> daemons = new ArrayList<>();

    @TempDir private Path folder;

    private Path dir() {
        return folder.resolve("cluster");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "cluster";
        all[1] = "--dir";
        all[2] = dir().toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return console.run(all);
    }

    private void assertDone(String... arguments) {
        int exitCode = run(arguments);
        assertThat(exitCode).as("%s%s", console.out(), console.err()).isEqualTo(ExitCode.OK);
    }

    private void assertRefused(String said, String... arguments) {
        assertThat(run(arguments)).isNotEqualTo(ExitCode.OK);
        assertThat(console.err())
                .startsWith("millrace: ")
                .contains(said)
                .doesNotContain("\tat ", "--debug");
    }

    @AfterEach
    void down() {
        run("down", "--force");
    }

    @Test
    void runsAJobThroughKillsAndSavepointsAndLeavesNothing() throws Exception {
        assertThat(run("up", "--taskmanagers", "1", "--slots", "1", "--timeout", "1"))
                .isEqualTo(ExitCode.FAILURE);
        assertThat(console.err()).contains("did not start in 1 s (--timeout)", "broker-1.log");
        assertThat(dir().resolve("log").resolve("broker-1.log")).isNotEmptyFile();
        assertDone("up");
        Cluster cluster = Cluster.find(dir()).orElseThrow();
        daemons.addAll(cluster.daemons());
        assertThat(console.out()).contains("taskmanager-1", "1 TaskManagers, 1 of 1 slots free");
        List<ProcessHandle> processes = processes();
        String servers = cluster.plan().bootstrapServers();

        Path config = Files.writeString(folder.resolve("grind.yaml"), CONFIG);
        assertRefused("there is no topic 'grain'", "submit", "--config", config.toString());
        sendRows(servers, true);
        assertDone("submit", "--config", config.toString());
        FlinkRest.Job job = cluster.rest().jobs().get(0);
        assertThat(console.out()).isEqualTo(job.id() + "\n");
        JsonNode started = cluster.rest().get("/jobs/" + job.id());
        assertThat(started.path("status-counts").path("RUNNING").asInt())
                .isEqualTo(started.path("vertices").size())
                .isPositive();
        awaitLearned(servers, WINDOW);
        assertDone("status");
        assertThat(console.out()).contains("RUNNING", "grind", "0 of 1 slots free");

        assertDone("savepoint");
        assertThat(savepoint()).exists();

        cluster.daemon(Cluster.JOB_MANAGER).kill();
        cluster.taskManagers().get(0).kill();
        assertThat(run("status")).isEqualTo(ExitCode.FAILURE);
        assertThat(console.out()).contains("MISSING", "the JobManager does not answer");
        sendRows(servers, false);
        assertDone("up");
        processes.addAll(processes());
        awaitLearned(servers, 2 * WINDOW);
        assertThat(cluster.rest().jobs())
                .extracting(FlinkRest.Job::id, FlinkRest.Job::state)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(job.id(), "RUNNING"));

        assertDone("stop", "--job", "grind");
        Path end = savepoint();
        String[] again = {
            "submit", "--config", config.toString(), "--from-savepoint", end.toString()
        };
        assertRefused("was written under another configuration", with(again, "--set", RENAMED));
        assertRefused("--allowNonRestoredState", with(again, "--set", "sinks.models=none"));
        sendRows(servers, false);
        assertDone(with(again, "--set", "sinks.models=none", "--allow-non-restored-state"));
        awaitLearned(servers, 3 * WINDOW);
        assertRefused("what it has learned would be lost", "down");
        assertThat(learned(servers)).containsExactly(WINDOW, 2 * WINDOW, 3 * WINDOW);

        assertDone("down", "--force");
        assertThat(processes).hasSizeGreaterThan(4).noneMatch(ClusterITCase::runs);
        assertThat(folder.toFile().list()).containsExactly("grind.yaml");
    }

    @Test
    void leavesNothingIfItIsInterruptedWhileItStarts() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Thread> starter = new CompletableFuture<>();
            CompletableFuture<Integer> exitCode =
                    CompletableFuture.supplyAsync(
                            () -> {
                                starter.complete(Thread.currentThread());
                                return run("up");
                            },
                            executor);
            await().atMost(PATIENCE)
                    .until(() -> Files.exists(dir().resolve("run").resolve("zookeeper.pid")));
            daemons.addAll(Cluster.find(dir()).orElseThrow().daemons());
            List<ProcessHandle> processes = processes();
            starter.get().interrupt();
            assertThat(exitCode.get()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(processes).isNotEmpty().noneMatch(ClusterITCase::runs);
            assertThat(folder).isEmptyDirectory();
        } finally {
            executor.shutdownNow();
        }
    }

    private List<ProcessHandle> processes() throws IOException {
        List<ProcessHandle> processes = new ArrayList<>();
        for (Daemon daemon : daemons) {
            daemon.process().ifPresent(processes::add);
        }
        return processes;
    }

    /** Alive, and no zombie. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private Path savepoint() {
        assertThat(console.out()).startsWith("file:").hasLineCount(1);
        return Path.of(java.net.URI.create(console.out().trim()));
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    private static void sendRows(String servers, boolean create) throws InterruptedException {
        try (TopicWriter rows = TopicWriter.open(servers, "grain", Map.of(), create)) {
            for (int i = 0; i < WINDOW; i++) {
                rows.write("{\"x\": %d, \"y\": %d}".formatted(i % 7, 2 * i % 14).getBytes(UTF_8));
            }
            rows.flush();
        }
    }

    private static void awaitLearned(String servers, int rows) {
        await(rows + " rows").atMost(PATIENCE).until(() -> learned(servers).contains(rows));
    }

    /** What each report says has been learned by then. */
    private static List<Integer> learned(String servers) throws IOException {
        List<Integer> learned = new ArrayList<>();
        try (TopicReader reports = TopicReader.open(servers, List.of("grind.metrics"))) {
            do {
                for (RawRecord report : reports.poll(Duration.ofMillis(200))) {
                    learned.add(
                            new ObjectMapper()
                                    .readTree(report.value())
                                    .path("counts")
                                    .path("learned")
                                    .asInt());
                }
            } while (!reports.atEnd());
        }
        return learned;
    }
}
