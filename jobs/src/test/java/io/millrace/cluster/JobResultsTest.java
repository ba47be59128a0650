package io.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobResultsTest {

    @TempDir private Path storage;

    @Test
    void removesWhatNoJobManagerCouldStartOver() throws Exception {
        Path store = Files.createDirectories(storage.resolve("job-result-store/cluster"));
        Path broken =
                Files.writeString(
                        store.resolve("a_DIRTY.json"),
                        "{\"result\":{\"id\":\"a\",\"application-status\":\"FAILED\"},\"version\":1}");
        Path whole =
                Files.writeString(
                        store.resolve("b_DIRTY.json"),
                        "{\"result\":{\"id\":\"b\",\"application-id\":\"b\"},\"version\":1}");
        Path clean =
                Files.writeString(
                        store.resolve("c.json"), "{\"result\":{\"id\":\"c\"},\"version\":1}");
        new JobResults(storage).removeUnrecoverable();
        assertThat(broken).doesNotExist();
        assertThat(whole).exists();
        assertThat(clean).exists();
    }

    @Test
    void isContentWithoutAStore() throws Exception {
        new JobResults(storage.resolve("none")).removeUnrecoverable();
        assertThat(storage.resolve("none")).doesNotExist();
    }
}
