package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosUsageTest {

    private final Console console = new Console();

    @Test
    void aFaultThatDoesNotExistIsToldWithThoseThatDo() {
        assertThat(console.run("chaos", "--kinds", "kill-broker,kill-internet"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(console.err())
                .contains("there is no fault 'kill-internet'", "kill-taskmanager", "poison");
    }

    @Test
    void anExperimentWithoutRowsIsRefused() {
        assertThat(console.run("chaos", "--rows", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("rows", "1 or more");
    }

    @Test
    void aFolderWithoutAClusterIsRefused(@TempDir Path folder) throws IOException {
        Path jar = Files.createFile(folder.resolve("job.jar"));
        String before = System.setProperty("millrace.job.jar", jar.toString());
        try {
            assertThat(console.run("chaos", "--dir", folder.toString())).isEqualTo(ExitCode.USAGE);
        } finally {
            if (before == null) {
                System.clearProperty("millrace.job.jar");
            } else {
                System.setProperty("millrace.job.jar", before);
            }
        }
        assertThat(console.err()).contains("--dir", "no cluster in", folder.toString());
    }
}
