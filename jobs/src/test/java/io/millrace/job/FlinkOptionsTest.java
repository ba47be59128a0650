package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.RuntimeConfig;
import io.millrace.config.RuntimeConfig.Backend;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlinkOptionsTest {

    @Test
    void speaksFlinksLanguage() {
        Map<String, String> options = of(Backend.ROCKSDB, Optional.of("s3://b/c"), Map.of());
        assertThat(options)
                .containsEntry("parallelism.default", "3")
                .containsEntry("execution.checkpointing.interval", "7 s")
                .containsEntry("execution.checkpointing.timeout", "2 min")
                .containsEntry("execution.checkpointing.mode", "EXACTLY_ONCE")
                .containsEntry("execution.checkpointing.dir", "s3://b/c")
                .containsEntry(
                        "execution.checkpointing.externalized-checkpoint-retention",
                        "RETAIN_ON_CANCELLATION")
                .containsEntry("state.backend.type", "rocksdb")
                .containsEntry("execution.checkpointing.incremental", "true");
    }

    @Test
    void leavesToTheClusterWhatIsNotSaid() {
        assertThat(of(Backend.HASHMAP, Optional.empty(), Map.of()))
                .containsEntry("state.backend.type", "hashmap")
                .doesNotContainKey("execution.checkpointing.dir");
    }

    @Test
    void passesFurtherOptionsThroughAndLetsThemWin() {
        Map<String, String> further =
                Map.of("rest.port", "1", "execution.checkpointing.incremental", "false");
        assertThat(of(Backend.ROCKSDB, Optional.empty(), further)).containsAllEntriesOf(further);
    }

    private static Map<String, String> of(
            Backend backend, Optional<String> directory, Map<String, String> further) {
        return FlinkOptions.of(
                        new RuntimeConfig(
                                3,
                                16,
                                Duration.ofSeconds(7),
                                Duration.ofMinutes(2),
                                directory,
                                backend,
                                further))
                .toMap();
    }
}
