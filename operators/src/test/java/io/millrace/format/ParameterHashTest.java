package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterHashTest {

    @Test
    void agreesWithOtherLanguages() {
        // hashlib.sha256(struct.pack("<3f", 1.5, -0.0, 3e38)).hexdigest()
        assertThat(ParameterHash.sha256(new float[] {1.5f, -0.0f, 3e38f}))
                .isEqualTo("c267be0ab3a6c277312c4c0a117bacde179453db7dfda16d89df2b31fb91d68d");
    }

    @Test
    void takesTheParametersOfTheTrainerOnly() {
        Page train = new Page("train").put("params", new float[] {1, 2}).put("m", new float[1]);
        Page other = new Page("clean").put("params", new float[] {3});
        assertThat(ParameterHash.sha256(List.of(other, train)))
                .isEqualTo(ParameterHash.sha256(new float[] {1, 2}));
    }

    /** But for what was counted, which is no part of the model. */
    @Test
    void takesAllThatAPopulationHas() {
        Page page = new Page("train").put("a.params", new float[] {1}).put("b", new double[] {2});
        Page reordered = new Page("train").put("b", new double[] {2});
        reordered.put("totals", new long[] {9}).put("a.params", new float[] {1});
        String hash = ParameterHash.sha256(List.of(page));
        assertThat(ParameterHash.sha256(List.of(reordered))).isEqualTo(hash);
        Page other = page.copy().put("b", new double[] {3});
        assertThat(ParameterHash.sha256(List.of(other))).isNotEqualTo(hash);
    }

    @Test
    void needsParameters() {
        assertThatThrownBy(() -> ParameterHash.sha256(List.of(new Page("train"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no parameters");
    }
}
