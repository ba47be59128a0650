package io.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {

    private static final List<String> SLEEP = List.of("sleep", "300");

    @TempDir private Path parent;

    private ClusterFolder folder;
    private Daemon daemon;

    @BeforeEach
    void prepare() throws IOException {
        folder = new ClusterFolder(parent.resolve("cluster"));
        folder.create();
        daemon = new Daemon("miller", folder);
    }

    @AfterEach
    void end() throws Exception {
        daemon.kill();
    }

    @Test
    void isFoundByWhoeverLooksIntoTheFolder() throws Exception {
        assertThat(daemon.isAlive()).isFalse();
        daemon.start(SLEEP, Map.of());
        Daemon same = new Daemon("miller", folder);
        assertThat(same.process().map(ProcessHandle::pid))
                .isEqualTo(daemon.process().map(ProcessHandle::pid))
                .isPresent();
        assertThat(new Daemon("baker", folder).isAlive()).isFalse();
        same.kill();
        assertThat(daemon.isAlive()).isFalse();
        daemon.kill(); // Nothing is left to do.
    }

    @Test
    void standsStillAndGoesOn() throws Exception {
        daemon.start(SLEEP, Map.of());
        daemon.freeze();
        await().untilAsserted(() -> assertThat(state()).isEqualTo("T"));
        assertThat(daemon.isAlive()).isTrue();
        daemon.thaw();
        await().untilAsserted(() -> assertThat(state()).isEqualTo("S"));
        daemon.freeze();
        daemon.kill(); // Also while it stands still.
        assertThat(daemon.isAlive()).isFalse();
        assertThatThrownBy(daemon::freeze).hasMessage("miller is not running");
        daemon.thaw(); // One that has ended stands still no more.
    }

    private String state() throws IOException {
        long pid = daemon.process().orElseThrow().pid();
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    }

    /** Not even one that started right after it. */
    @Test
    void isNotAnotherProcessThatHasItsPidByNow() throws Exception {
        daemon.start(SLEEP, Map.of());
        String start = Files.readString(folder.pid("miller")).split(" ", -1)[1];
        Thread.sleep(20); // A tick of the system's clock.
        Daemon other = new Daemon("baker", folder);
        other.start(SLEEP, Map.of());
        try {
            ProcessHandle stranger = other.process().orElseThrow();
            assertThat(daemon.isAlive()).isTrue();
            daemon.kill();
            Files.writeString(folder.pid("miller"), stranger.pid() + " " + start);
            assertThat(daemon.isAlive()).isFalse();
            daemon.kill();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            other.kill();
        }
    }

    @Test
    void isKnownWhateverItIsCalled() throws Exception {
        Path called = folder.run().resolve("a) Z (b");
        Files.writeString(called, "#!/bin/sh\nwhile :; do sleep 0.1; done\n");
        Files.setPosixFilePermissions(called, PosixFilePermissions.fromString("rwx------"));
        daemon.start(List.of(called.toString()), Map.of());
        String pid = Files.readString(folder.pid("miller")).split(" ", -1)[0];
        Path name = Path.of("/proc", pid, "comm");
        await().until(() -> Files.readString(name).equals("a) Z (b\n"));
        assertThat(daemon.isAlive()).isTrue();
    }

    @Test
    void isNotAliveWhereNobodyAskedHowItEnded() throws Exception {
        // What it starts becomes the child of one that never waits for it.
        Path child = folder.run().resolve("child");
        String script = "sleep 300 & echo $! > " + child + "; exec sleep 300";
        daemon.start(List.of("sh", "-c", script), Map.of());
        await().until(() -> Files.exists(child) && Files.size(child) > 0);
        ProcessHandle process =
                ProcessHandle.of(Long.parseLong(Files.readString(child).trim())).orElseThrow();
        Daemon zombie = new Daemon("zombie", folder);
        Files.writeString(folder.pid("zombie"), process.pid() + " " + Birth.of(process));
        assertThat(zombie.isAlive()).isTrue();
        zombie.kill();
        assertThat(zombie.isAlive()).isFalse();
        assertThat(Path.of("/proc", Long.toString(process.pid()))).exists();
    }

    @Test
    void isEndedAtOnceIfItDoesNotEndWhenAsked() throws Exception {
        Path ready = folder.run().resolve("ready");
        String deaf = "trap '' TERM; touch " + ready + "; while :; do sleep 0.1; done";
        daemon.start(List.of("sh", "-c", deaf), Map.of());
        await().until(() -> Files.exists(ready));
        daemon.stop(Duration.ofMillis(200));
        assertThat(daemon.isAlive()).isFalse();
    }

    @Test
    void hearsNeitherCtrlCNorTheEndOfTheTerminal() throws Exception {
        Path ready = folder.run().resolve("ready");
        daemon.start(List.of("sh", "-c", "touch " + ready + "; exec sleep 300"), Map.of());
        await().until(() -> Files.exists(ready));
        String pid = Long.toString(daemon.process().orElseThrow().pid());
        for (String signal : List.of("-INT", "-HUP")) {
            new ProcessBuilder("kill", signal, pid).start().waitFor();
        }
        assertThat(daemon.isAlive()).isTrue();
        new ProcessBuilder("kill", "-TERM", pid).start().waitFor();
        await().until(() -> !daemon.isAlive());
    }

    @Test
    void keepsWhatItSaidOverAllItsLives() throws Exception {
        for (String word : List.of("first", "second")) {
            daemon.start(List.of("sh", "-c", "echo $WORD >&2"), Map.of("WORD", word));
            await().until(() -> Files.readString(daemon.log()).contains(word));
        }
        assertThat(daemon.lastWords()).isEqualTo("first\nsecond");
        assertThat(new Daemon("mute", folder).lastWords()).isEmpty();
    }

    @Test
    void theLastErrorAndItsDeepestCauseSayMoreThanTheLastLines() {
        String log =
                String.join(
                        "\n",
                        "12:00 ERROR An old one.",
                        "Caused by: old",
                        "12:01 ERROR Fatal error in the entrypoint.",
                        "java.lang.RuntimeException: outer",
                        "\tat frame",
                        "Caused by: middle",
                        "Caused by: java.net.BindException: port 8081 is taken",
                        "\tat frame",
                        "12:02 INFO  Shut down.");
        assertThat(Daemon.lastWords(log))
                .isEqualTo(
                        "12:01 ERROR Fatal error in the entrypoint.\n"
                                + "java.net.BindException: port 8081 is taken");
    }
}
