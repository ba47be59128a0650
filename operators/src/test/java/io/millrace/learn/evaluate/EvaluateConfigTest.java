package io.millrace.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Schema;
import java.lang.reflect.Array;
import org.junit.jupiter.api.Test;

class EvaluateConfigTest {

    private static long bytes(EvaluateConfig config, Schema schema) {
        Page page = new Page("evaluate");
        config.bind(page, schema);
        return page.arrays().values().stream()
                .mapToLong(array -> 8L * Array.getLength(array))
                .sum();
    }

    @Test
    void keepsThePageOfAModelSmall() {
        assertThat(bytes(EvaluateConfig.defaults(), Streams.TWO_CLASSES)).isLessThan(75_000);
        assertThat(bytes(new EvaluateConfig(1_000, 60_000, 1_000, 0, 0.9), Streams.TWO_CLASSES))
                .isLessThan(150_000);
        assertThat(bytes(EvaluateConfig.defaults(), Streams.NUMBER)).isLessThan(2_000);
    }

    @Test
    void refusesMoreOpenWindowsThanMemoryIsFor() {
        assertThatThrownBy(() -> new EvaluateConfig(10, 1_000, 15_001, 0, 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15001")
                .hasMessageContaining("at most 15 time windows of 1000 ms");
        assertThatThrownBy(() -> new EvaluateConfig(10, 1, Long.MAX_VALUE, 0, 0.9))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new EvaluateConfig(10, 1_000, 15_000, 0, 0.9).openTimeWindows()).isEqualTo(16);
        assertThat(new EvaluateConfig(10, Long.MAX_VALUE, 1, 0, 0.9).openTimeWindows())
                .isEqualTo(2);
        assertThat(new EvaluateConfig(10, 1_000, 0, 0, 0.9).openTimeWindows()).isEqualTo(1);
        assertThat(new EvaluateConfig(10, 0, 1_000_000, 0, 0.9).openTimeWindows()).isZero();
    }

    @Test
    void refusesABoundBelowNothing() {
        assertThatThrownBy(() -> new EvaluateConfig(10, 1_000, 0, -1, 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max-ahead must be 0 or more, got -1");
    }

    @Test
    void refusesThePageOfAnotherTask() {
        Page page = new Page("evaluate");
        EvaluateConfig.defaults().bind(page, Streams.TWO_CLASSES);
        assertThatThrownBy(() -> EvaluateConfig.defaults().bind(page, Streams.THREE_CLASSES))
                .isInstanceOf(PageMismatchException.class);
    }
}
