package io.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.config.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFolderTest {

    @TempDir private Path parent;

    private static ClusterPlan plan() throws IOException {
        return ClusterPlan.of(1, 1, 1, Map.of("taskmanager.heap", "it's mine"));
    }

    @Test
    void isForItsOwnersEyesAlone() throws IOException {
        Path root = parent.resolve("a").resolve("b");
        Cluster.create(root, plan());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
    }

    @Test
    void holdsWhatFlinksOwnCommandLineReads() throws IOException {
        ClusterPlan plan = plan();
        Cluster cluster = Cluster.create(parent.resolve("c"), plan);
        assertThat(Files.readString(cluster.root().resolve("conf").resolve("config.yaml")))
                .contains("rest.port: '" + plan.restPort() + "'\n")
                .contains("taskmanager.heap: 'it''s mine'\n");
        assertThat(Cluster.find(cluster.root()).orElseThrow().plan()).isEqualTo(plan);
        assertThat(Cluster.find(parent)).isEmpty();
    }

    @Test
    void isNotMadeOfWhatHoldsOtherThings() throws IOException {
        Files.writeString(parent.resolve("letter"), "Dear miller");
        assertThatThrownBy(() -> Cluster.create(parent, plan()))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("is not empty, and not a cluster");
        assertThat(parent.resolve("letter")).exists();
    }

    /** Frozen processes and checkpoints that are away. */
    @Test
    void isMendedOfWhatAFaultLeft() throws Exception {
        Cluster cluster = Cluster.create(parent.resolve("e"), plan());
        cluster.mend(); // Nothing is to be done yet.
        Path checkpoints = cluster.root().resolve("checkpoints");
        Files.writeString(checkpoints.resolve("_metadata"), "grain");
        cluster.checkpoints().takeAway();
        assertThat(checkpoints).isRegularFile();
        Daemon frozen = cluster.taskManagers().get(0);
        frozen.start(List.of("sleep", "300"), Map.of());
        try {
            frozen.freeze();
            await().until(() -> state(frozen) == 'T');

            cluster.mend();
            assertThat(checkpoints.resolve("_metadata")).hasContent("grain");
            assertThat(cluster.checkpoints().areAway()).isFalse();
            await().until(() -> state(frozen) == 'S');
        } finally {
            frozen.kill();
        }
    }

    private static char state(Daemon daemon) throws IOException {
        String pid = Long.toString(daemon.process().orElseThrow().pid());
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    @Test
    void goesWithTheClusterThoughNothingOfItEverRan() throws Exception {
        Cluster cluster = Cluster.create(parent.resolve("d"), plan());
        cluster.down();
        assertThat(parent).isEmptyDirectory();
    }
}
