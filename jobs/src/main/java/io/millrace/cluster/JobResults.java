package io.millrace.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Flink keeps of jobs that have ended until it has cleaned up behind them: the job result
 * store of its high availability.
 */
final class JobResults {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DIRTY = "_DIRTY.json";

    private final Path store;

    /**
     * @param storage Flink's {@code high-availability.storageDir}
     */
    JobResults(Path storage) {
        this.store = storage.resolve("job-result-store");
    }

    /**
     * Removes the results of jobs that failed before they began, as from a savepoint that is not
     * there. Flink 2.3 writes them without the id of an application, leaves them, and then refuses
     * to start a JobManager over them, with all other jobs.
     */
    void removeUnrecoverable() throws IOException {
        if (Files.notExists(store)) {
            return;
        }
        List<Path> dirty;
        try (Stream<Path> files = Files.walk(store)) {
            dirty = files.filter(file -> file.toString().endsWith(DIRTY)).toList();
        }
        for (Path file : dirty) {
            JsonNode result = JSON.readTree(file.toFile()).path("result");
            if (result.isObject() && !result.has("application-id")) {
                Files.delete(file);
            }
        }
    }
}
