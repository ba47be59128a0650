package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code flink run} shows of a {@link ProgramParametrizationException} is its message. */
class TrainJobTest {

    @TempDir private Path folder;

    @Test
    void asksForItsConfiguration() {
        assertThatThrownBy(() -> TrainJob.main(new String[0]))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageContaining("--config");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> TrainJob.main(new String[] {"--config", "f", "--speed", "9"}))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageContaining("--speed");
    }

    @Test
    void saysWhatIsWrongWithTheConfiguration() throws Exception {
        Path file = Files.writeString(folder.resolve("job.yaml"), "name: 7\nsauce: {}\n");
        assertThatThrownBy(() -> TrainJob.main(new String[] {"--config", file.toString()}))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageContaining("sauce");
        assertThatThrownBy(() -> TrainJob.main(new String[] {"--config", file + ".not"}))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageContaining("job.yaml.not");
    }
}
