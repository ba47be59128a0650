package io.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterPlanTest {

    @TempDir private Path folder;

    @Test
    void isReadAsItWasWritten() throws IOException {
        Map<String, String> flink = Map.of("a.b", "x = y: 'z' \\ #", "c", "");
        ClusterPlan plan = ClusterPlan.of(3, 4, 2, flink);
        Path file = folder.resolve("plan");
        plan.write(file);
        assertThat(ClusterPlan.read(file)).isEqualTo(plan);
    }

    @Test
    void givesEachProcessAPortOfItsOwn() throws IOException {
        ClusterPlan plan = ClusterPlan.of(1, 1, 3, Map.of());
        Set<Integer> ports = new HashSet<>(plan.controllerPorts());
        IntStream.rangeClosed(1, 3).forEach(node -> ports.add(plan.brokerPort(node)));
        ports.addAll(List.of(plan.restPort(), plan.jobManagerPort(), plan.zooKeeperPort()));
        assertThat(ports).hasSize(9);
        assertThat(plan.bootstrapServers().split(",", -1))
                .containsExactly(
                        "localhost:" + plan.brokerPort(1),
                        "localhost:" + plan.brokerPort(2),
                        "localhost:" + plan.brokerPort(3));
    }

    @Test
    void hasLimits() throws IOException {
        assertThat(ClusterPlan.of(100, 1, 1, Map.of()).taskManagers()).isEqualTo(100);
        assertThatThrownBy(() -> ClusterPlan.of(0, 1, 1, Map.of()))
                .hasMessage("--taskmanagers must be from 1 to 100, got 0");
        assertThatThrownBy(() -> ClusterPlan.of(1, 101, 1, Map.of()))
                .hasMessage("--slots must be from 1 to 100, got 101");
        assertThatThrownBy(() -> ClusterPlan.of(1, 1, -1, Map.of()))
                .hasMessage("--brokers must be from 1 to 100, got -1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rest.port                       | on ports that were free",
                "rest.bind-port                  | on ports that were free",
                "jobmanager.rpc.address          | on ports that were free",
                "taskmanager.data.port           | on ports that were free",
                "taskmanager.numberOfTaskSlots   | --slots sets it",
                "high-availability.type          | the cluster's own ZooKeeper",
                "high-availability               | the cluster's own ZooKeeper",
                "security.ssl.rest.enabled       | without TLS",
                "io.tmp.dirs                     | a folder of its own",
                "execution.checkpointing.dir     | by runtime.checkpoint-directory",
                "state.checkpoints.dir           | by runtime.checkpoint-directory",
                "env.pid.dir                     | Flink's start scripts",
                "env.java.opts.taskmanager       | Flink's start scripts"
            })
    void keepsItsOwnOptions(String key, String reason) {
        assertThatThrownBy(() -> ClusterPlan.of(1, 1, 1, Map.of(key, "x", "rest.flamegraph", "y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("-D " + key + " cannot be given: ")
                .hasMessageContaining(reason);
    }

    /** An option that the cluster sets and does not keep would give way without a word. */
    @Test
    void keepsAllThatItSetsToItsOwnPortsAndFolders() throws IOException {
        ClusterPlan plan = ClusterPlan.of(1, 1, 1, Map.of());
        Map<String, String> set =
                FlinkSettings.configuration(plan, new ClusterFolder(folder)).toMap();
        assertThat(set).isNotEmpty();
        set.forEach(
                (key, value) -> {
                    boolean tied =
                            value.contains("localhost")
                                    || value.contains(folder.toString())
                                    || plan.ports().stream().anyMatch(p -> value.contains("" + p));
                    if (tied && !key.equals("execution.checkpointing.savepoint-dir")) {
                        assertThatThrownBy(() -> OwnOptions.requireNone(List.of(key)))
                                .as(key)
                                .isInstanceOf(IllegalArgumentException.class);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "taskmanager.memory.process.size, 2g, taskmanager.memory.process.size",
        "execution.checkpointing.savepoint-dir, file:/kept, execution.checkpointing.savepoint-dir",
        "state.savepoints.dir, file:/kept, execution.checkpointing.savepoint-dir",
        "restart-strategy, none, restart-strategy.type",
        "state.checkpoints.num-retained, 3, execution.checkpointing.num-retained",
        "rest.flamegraph.enabled, true, rest.flamegraph.enabled"
    })
    void letsOthersBeGivenAlsoInAnOldSpelling(String given, String value, String key)
            throws IOException {
        ClusterPlan plan = ClusterPlan.of(1, 1, 1, Map.of(given, value));
        Map<String, String> set =
                FlinkSettings.configuration(plan, new ClusterFolder(folder)).toMap();
        assertThat(set).containsEntry(given, value);
        assertThat(set.getOrDefault(key, value)).isEqualTo(value);
    }

    @Test
    void saysThatItsFileIsDamaged() throws IOException {
        Path file = Files.writeString(folder.resolve("plan"), "ports=1,2,3,4,5\nslots=1\n");
        assertThatThrownBy(() -> ClusterPlan.read(file))
                .isInstanceOf(SetupException.class)
                .hasMessage("'" + file + "' is damaged: it has no 'taskmanagers'");
        Files.writeString(file, "ports=many\n");
        assertThatThrownBy(() -> ClusterPlan.read(file))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("many");
    }
}
