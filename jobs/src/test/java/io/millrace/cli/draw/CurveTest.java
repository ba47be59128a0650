package io.millrace.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {

    private static final double[] NONE = {};

    private static List<String> draw(double[] model, double[] baseline, int whole) {
        return Curve.draw(model, baseline, whole, 18, 3).stream()
                .map(line -> line.render(100, false))
                .toList();
    }

    @Test
    void risesFromTheLowerLeftToTheUpperRight() {
        double[] values = IntStream.range(0, 20).asDoubleStream().toArray();
        assertThat(draw(values, NONE, 20))
                .containsExactly("  19.0 ┤      ⢀⡠⠔⠊", " 9.500 ┤   ⢀⠤⠒⠁", " 0.000 ┤⡠⠔⠊⠁");
    }

    @Test
    void growsWithTheStreamInsteadOfStretching() {
        double[] half = IntStream.range(0, 10).asDoubleStream().toArray();
        assertThat(draw(half, NONE, 20))
                .allMatch(line -> line.length() <= 8 + 5)
                .anyMatch(line -> line.length() == 8 + 5);
    }

    @Test
    void showsWhatIsToBeBeatenAsDots() {
        double[] model = {1, 1, 1, 1};
        double[] baseline = {0, 0, 0, 0};
        List<String> lines = draw(model, baseline, 4);
        assertThat(lines.get(0)).contains("⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉");
        assertThat(lines.get(2)).containsPattern("[⠁-⣿]").doesNotContain("⣀⣀");
    }

    @Test
    void standsWithoutAnyValue() {
        assertThat(draw(NONE, NONE, 0)).hasSize(3).containsOnly("       │");
        assertThat(draw(new double[] {Double.NaN}, NONE, 5)).hasSize(3);
    }

    @Test
    void standsOnATerminalThatIsTooNarrow() {
        assertThat(Curve.draw(new double[] {1, 2, 3}, NONE, 3, 2, 1)).hasSize(1);
    }
}
