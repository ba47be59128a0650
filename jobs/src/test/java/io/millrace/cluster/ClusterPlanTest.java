package io.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        IntStream brokers =
                IntStream.rangeClosed(1, 3)
                        .flatMap(i -> IntStream.of(plan.brokerPort(i), plan.controllerPort(i)));
        IntStream others =
                IntStream.of(plan.restPort(), plan.jobManagerPort(), plan.zooKeeperPort());
        assertThat(IntStream.concat(brokers, others).distinct().count()).isEqualTo(9);
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
