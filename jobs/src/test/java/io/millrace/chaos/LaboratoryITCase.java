package io.millrace.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.cluster.Cluster;
import io.millrace.cluster.ClusterPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of real processes, five of which are killed while it learns. */
class LaboratoryITCase {

    @Test
    void fiveKillsLeaveNoTrace(@TempDir Path folder) throws Exception {
        Cluster cluster =
                Cluster.create(folder.resolve("cluster"), ClusterPlan.of(2, 2, 1, Map.of()));
        try {
            cluster.up(what -> {});
            Laboratory laboratory =
                    new Laboratory(
                            cluster,
                            Path.of(System.getProperty("millrace.job.jar")),
                            what -> System.out.println("laboratory: " + what));

            Laboratory.Result result =
                    laboratory.run(
                            new Laboratory.Plan(
                                    11,
                                    7,
                                    28_000,
                                    2000,
                                    List.of(
                                            FaultKind.KILL_TASKMANAGER,
                                            FaultKind.KILL_JOBMANAGER,
                                            FaultKind.KILL_BROKER,
                                            FaultKind.DUPLICATES,
                                            FaultKind.POISON)));

            System.out.print(result.verdict().text());
            assertThat(result.stopped()).isEmpty();
            assertThat(result.faults().keySet()).hasSize(5);
            assertThat(result.recovery().seconds()).as("kills").hasSize(5);
            assertThat(result.recovery().unrecovered()).isZero();
            assertThat(result.verdict().passed()).isTrue();

            assertThat(traces(cluster, laboratory))
                    .extracting(trace -> trace.getParent().getFileName().toString())
                    .contains("cluster", "savepoints", "checkpoints", "broker-1");
            laboratory.clean();
            await().untilAsserted(() -> assertThat(traces(cluster, laboratory)).isEmpty());
        } finally {
            cluster.down();
        }
        assertThat(Files.exists(cluster.root())).isFalse();
    }

    /** What the experiment has left in the cluster of another. */
    private static List<Path> traces(Cluster cluster, Laboratory laboratory) throws IOException {
        String topic = laboratory.name() + ".";
        try (Stream<Path> files = Files.walk(cluster.root())) {
            return files.filter(
                            file ->
                                    file.getParent().endsWith("savepoints")
                                            || file.getParent().endsWith("checkpoints")
                                            || file.getFileName().toString().startsWith(topic))
                    .filter(file -> !file.toString().endsWith("-delete"))
                    .toList();
        }
    }
}
