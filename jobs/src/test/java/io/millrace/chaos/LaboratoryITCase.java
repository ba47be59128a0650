package io.millrace.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cluster.Cluster;
import io.millrace.cluster.ClusterPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        } finally {
            cluster.down();
        }
        assertThat(Files.exists(cluster.root())).isFalse();
    }
}
