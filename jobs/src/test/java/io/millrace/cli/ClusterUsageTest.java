package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is typed wrong, or at the wrong time, before a cluster of which only the REST API is there.
 */
class ClusterUsageTest {

    private final Console console = new Console();

    @TempDir private Path folder;

    private Path dir;
    private HttpServer rest;
    private String jobs = "";

    @BeforeEach
    void serve() throws IOException {
        dir = folder.resolve("cluster");
        rest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/jobs/overview", () -> "{\"jobs\": [" + jobs + "]}");
        answer(
                "/overview",
                () -> "{\"taskmanagers\": 1, \"slots-total\": 2, \"slots-available\": 1}");
        answer("/jobs/1/checkpoints", () -> "{\"counts\": {\"completed\": 3, \"failed\": 1}}");
        answer("/jobs/2/checkpoints", () -> "{\"counts\": {\"completed\": 4, \"failed\": 0}}");
        answer(
                "/jobs/1/exceptions",
                () ->
                        "{\"exceptionHistory\": {\"entries\": [{\"stacktrace\": \"a.B: c\\nCaused by:"
                                + " d.EException: no grain\"}]}}");
        rest.start();
    }

    private interface Answer {
        String get();
    }

    private void answer(String path, Answer answer) {
        rest.createContext(
                path,
                exchange -> {
                    byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
    }

    @AfterEach
    void stop() {
        rest.stop(0);
    }

    private void makeCluster() throws IOException {
        Files.createDirectory(dir);
        Files.writeString(
                dir.resolve("cluster.properties"),
                "taskmanagers=1\nslots=2\nbrokers=1\nid=00000000-0000-0000-0000-000000000000\nports="
                        + rest.getAddress().getPort()
                        + ",2,3,4,5\n");
    }

    private static String job(int id, String name, String state) {
        return "{\"jid\": \"%d\", \"name\": \"%s\", \"state\": \"%s\"}".formatted(id, name, state);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "cluster";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--dir=" + dir;
        return console.run(all);
    }

    private void assertMistake(String said, String... arguments) {
        assertThat(run(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains(said).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "status", "submit", "savepoint", "stop", "flink", "down"})
    void eachCommandExplainsItself(String command) {
        assertThat(console.run("cluster", command, "--help")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).contains("Usage: millrace cluster " + command, "--dir");
    }

    @Test
    void asksForACommand() {
        assertMistake("which one?");
        assertMistake("'downn'", "downn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "savepoint", "stop"})
    void saysThatThereIsNoCluster(String command) {
        assertMistake("there is no cluster in '" + dir + "'; 'millrace cluster up'", command);
    }

    @Test
    void saysThatNothingIsToBeTakenDown() {
        assertThat(run("down")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).contains("there is no cluster in " + dir);
    }

    @Test
    void refusesSizesThatMakeNoSense() {
        assertMistake("--slots must be from 1 to 100, got 0", "up", "--slots", "0");
        assertMistake("--taskmanagers", "up", "--taskmanagers", "many");
        assertThat(dir).doesNotExist();
    }

    @Test
    void refusesToWaitForNoTimeAtAll() throws IOException {
        assertMistake("--timeout must be at least 1, got 0", "up", "--timeout", "0");
        assertThat(dir).doesNotExist();
        makeCluster();
        assertMistake(
                "--timeout must be at least 1, got 0",
                "submit",
                "--config",
                config(),
                "--timeout",
                "0");
    }

    @Test
    void doesNotTakeARunningJobDownUnasked() throws IOException {
        makeCluster();
        jobs = job(1, "grind", "RUNNING") + "," + job(2, "sieve", "FINISHED");
        assertMistake("not done yet: 1 (grind), and what it has learned would be lost", "down");
        assertThat(console.err()).contains("'millrace cluster stop'", "down --force");
        assertThat(dir).exists();
        assertThat(run("down", "--force")).isEqualTo(ExitCode.OK);
        assertThat(dir).doesNotExist();
    }

    @Test
    void refusesOptionsThatAreTheClustersOwn() {
        assertMistake("-D rest.port cannot be given", "up", "-D", "rest.port=8081");
        assertMistake(
                "-D env.java.opts cannot be given",
                "up",
                "-D",
                "taskmanager.memory.process.size=2g",
                "-D",
                "env.java.opts=-Xmx9g");
        assertThat(dir).doesNotExist();
    }

    @Test
    void takesDownWhatHasNothingToLose() throws IOException {
        makeCluster();
        jobs = job(2, "sieve", "FAILED");
        assertThat(run("down")).isEqualTo(ExitCode.OK);
        assertThat(dir).doesNotExist();
    }

    /** The jobs of a dead JobManager are not gone: another one would go on with them. */
    @Test
    void keepsWhatNobodyCanTellOf() throws IOException {
        makeCluster();
        rest.stop(0);
        assertMistake("the JobManager does not answer", "down");
        assertThat(dir).exists();
        assertThat(run("down", "--force")).isEqualTo(ExitCode.OK);
        assertThat(dir).doesNotExist();
    }

    @Test
    void refusesSizesThatDoNotGoTogether() {
        assertMistake(
                "the sizes given by -D: ", "up", "-D", "taskmanager.memory.process.size=100m");
        assertThat(console.err()).contains("Total Process Memory");
        assertMistake(
                "taskmanager.memory.process.size",
                "up",
                "-D",
                "taskmanager.memory.process.size=much");
        assertThat(dir).doesNotExist();
    }

    @Test
    void doesNotChangeTheSizeOfAClusterThatIsThere() throws IOException {
        makeCluster();
        assertMistake("there is a cluster in '" + dir + "' already", "up", "--slots", "3");
        assertMistake("there is a cluster in '" + dir + "' already", "up", "-D", "a=b");
    }

    @Test
    void saysWhatIsMissingAndWhatHoldsAJobUp() throws IOException {
        makeCluster();
        jobs = job(1, "grind", "RESTARTING") + "," + job(2, "a-job-with-a-long-name", "RUNNING");
        assertThat(run("status")).isEqualTo(ExitCode.FAILURE);
        assertThat(console.out())
                .contains("broker-1       -    MISSING  " + dir.toAbsolutePath())
                .contains("1 TaskManagers, 1 of 2 slots free")
                .contains("1    RESTARTING  3 completed, 1 failed  grind")
                .contains("2    RUNNING     4 completed            a-job-with-a-long-name")
                .contains("failed last: no grain")
                .contains("'millrace cluster up' starts them again")
                .doesNotContain("checkpoints are away");
        Files.createDirectory(dir.resolve("checkpoints-away"));
        run("status");
        assertThat(console.out()).contains("'millrace cluster up' brings them back");
        rest.stop(0);
        assertThat(run("status")).isEqualTo(ExitCode.FAILURE);
        assertThat(console.out()).contains("the JobManager does not answer at http://localhost:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"savepoint", "stop"})
    void takesSavepointsOfTheOneJobThatRuns(String command) throws IOException {
        makeCluster();
        jobs = job(9, "gone", "FINISHED");
        assertMistake("no job is running", command);
        jobs = job(1, "grind", "RUNNING") + "," + job(2, "sieve", "RUNNING");
        assertMistake("--job: several jobs are running: 1 (grind), 2 (sieve)", command);
        assertMistake("no job 'bake' is running, only 1 (grind)", command, "--job", "bake");
        jobs = job(1, "grind", "RESTARTING");
        assertMistake("job 1 (grind) is RESTARTING", command);
        rest.stop(0);
        assertThat(run(command)).isEqualTo(ExitCode.FAILURE);
        assertThat(console.err()).contains("the JobManager does not answer");
    }

    @Test
    void readsAConfigurationBeforeItStartsAnything() throws IOException {
        makeCluster();
        Path missing = folder.resolve("no.yaml");
        assertMistake("does not exist", "submit", "--config", missing.toString());
        Path wrong = Files.writeString(folder.resolve("job.yaml"), "nam: grind\n");
        assertMistake("did you mean name?", "submit", "--config", wrong.toString());
        assertMistake("--config", "submit");
    }

    @Test
    void refusesASavepointThatIsNotThere() throws IOException {
        makeCluster();
        String savepoint = folder.resolve("savepoint-1").toString();
        assertMistake(
                "--from-savepoint: there is no '" + savepoint + "'",
                "submit",
                "--config",
                config(),
                "--from-savepoint",
                savepoint);
    }

    @Test
    void doesNotLetStateGoThatIsNotRestored() throws IOException {
        makeCluster();
        assertMistake(
                "--from-savepoint, which is not given",
                "submit",
                "--config",
                config(),
                "--allow-non-restored-state");
    }

    @Test
    void refusesASecondJobOfOneName() throws IOException {
        makeCluster();
        jobs = job(1, "grind", "FAILED") + "," + job(2, "grind", "RUNNING");
        assertMistake("a job named 'grind' is RUNNING already", "submit", "--config", config());
        assertThat(console.err()).contains("--job 2", "--set name=");
    }

    @Test
    void saysHowToMakeTheJobJar() throws IOException {
        makeCluster();
        String before = System.getProperty("millrace.job.jar");
        System.setProperty("millrace.job.jar", folder.resolve("no.jar").toString());
        try {
            assertMistake("'./mvnw package -DskipTests' makes it", "submit", "--config", config());
        } finally {
            if (before == null) {
                System.clearProperty("millrace.job.jar");
            } else {
                System.setProperty("millrace.job.jar", before);
            }
        }
    }

    /** Of a job with all that it needs. */
    private String config() throws IOException {
        return Files.writeString(
                        folder.resolve("grind.yaml"),
                        """
                        name: grind
                        source: {bootstrap-servers: "localhost:1", topic: grain}
                        schema:
                          features: [{name: x, type: numeric}]
                          label: {name: y, type: number}
                        """)
                .toString();
    }
}
