package io.millrace.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How Flink runs the job.
 *
 * @param parallelism of the whole job; models are spread over it by key, one model uses one
 * @param maxParallelism fixed for the life of the job's state
 * @param checkpointInterval time between checkpoints
 * @param checkpointTimeout after which a checkpoint is given up
 * @param checkpointDirectory URI, or empty for what the cluster says
 * @param backend where state lives
 * @param flink further Flink options, as {@code flink-conf} keys
 */
public record RuntimeConfig(
        int parallelism,
        int maxParallelism,
        Duration checkpointInterval,
        Duration checkpointTimeout,
        Optional<String> checkpointDirectory,
        Backend backend,
        Map<String, String> flink) {

    /** A state backend. */
    public enum Backend {
        HASHMAP,
        ROCKSDB
    }

    public RuntimeConfig {
        flink = Map.copyOf(flink);
    }

    /** One subtask, a checkpoint each ten seconds, state on the heap. */
    public static RuntimeConfig defaults() {
        return new RuntimeConfig(
                1,
                128,
                Duration.ofSeconds(10),
                Duration.ofMinutes(2),
                Optional.empty(),
                Backend.HASHMAP,
                Map.of());
    }

    /** Without the values of options that may be secret. */
    @Override
    public String toString() {
        return "RuntimeConfig[parallelism=%s, maxParallelism=%s, checkpointInterval=%s, checkpointTimeout=%s, checkpointDirectory=%s, backend=%s, flink=%s]"
                .formatted(
                        parallelism,
                        maxParallelism,
                        checkpointInterval,
                        checkpointTimeout,
                        checkpointDirectory,
                        backend,
                        Secrets.redact(flink));
    }
}
