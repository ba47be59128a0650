package io.millrace.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparklineTest {

    @Test
    void risesWithItsValues() {
        assertThat(Sparkline.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, 20)).isEqualTo("▁▂▃▄▅▆▇█");
    }

    @Test
    void isFlatWhereAllIsEqual() {
        assertThat(Sparkline.of(new double[] {3, 3, 3}, 20)).isEqualTo("▅▅▅");
    }

    @Test
    void leavesAGapWhereTheMetricIsUndefined() {
        assertThat(Sparkline.of(new double[] {0, Double.NaN, 1}, 20)).isEqualTo("▁ █");
        assertThat(Sparkline.of(new double[] {Double.NaN}, 20)).isEqualTo(" ");
        assertThat(Sparkline.of(new double[0], 20)).isEmpty();
    }

    @Test
    void averagesWhatDoesNotFit() {
        double[] values = IntStream.range(0, 800).asDoubleStream().toArray();
        assertThat(Sparkline.of(values, 8)).isEqualTo("▁▂▃▄▅▆▇█");
    }
}
