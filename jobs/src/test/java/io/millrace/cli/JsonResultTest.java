package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonResultTest {

    @TempDir private Path folder;

    @Test
    void writesWhatIsNotFiniteAsNullAtAnyDepth() throws IOException {
        Path file = folder.resolve("result.json");
        new JsonResult()
                .put("top", Double.NaN)
                .put("metrics", Map.of("auc", Double.NaN))
                .put("trials", List.of(Map.of("values", List.of(0.5, Double.POSITIVE_INFINITY))))
                .write(file);
        assertThat(new ObjectMapper().readTree(file.toFile()).toString())
                .isEqualTo(
                        "{\"top\":null,\"metrics\":{\"auc\":null},"
                                + "\"trials\":[{\"values\":[0.5,null]}]}");
    }
}
