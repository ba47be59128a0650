package io.millrace.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.draw.Scatter.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScatterTest {

    private static List<String> draw(double floor, double ceiling, Point... points) {
        return Scatter.draw(List.of(points), floor, ceiling, 8 + 9, 3).stream()
                .map(line -> line.render(100, false))
                .toList();
    }

    @Test
    void putsPointsOverALogarithmicAxis() {
        assertThat(draw(0, 1, new Point(0.01, 0, 0), new Point(0.1, 1, 1), new Point(1, 0.5, 2)))
                .containsExactly(
                        " 1.000 ┤    x",
                        " 0.500 ┤        +",
                        " 0.000 ┤o",
                        "       └─────────",
                        "        0.0100 1.00");
    }

    @Test
    void drawsWhatIsBeyondOnTheEdgeAndLeavesOutWhatIsUndefined() {
        List<String> lines =
                draw(
                        0.5,
                        1,
                        new Point(0.01, -9, 0),
                        new Point(0.1, 1, 0),
                        new Point(1, Double.NaN, 1));
        assertThat(lines.get(0)).isEqualTo(" 1.000 ┤    o");
        assertThat(lines.get(2)).isEqualTo(" 0.500 ┤o");
        assertThat(String.join("", lines)).doesNotContain("x");
    }

    @Test
    void drawsLaterPointsOverEarlierOnes() {
        assertThat(draw(0, 1, new Point(1, 0, 1), new Point(1, 0, 0)).get(1))
                .isEqualTo(" 0.000 ┤    o");
    }

    @Test
    void explainsTheMarks() {
        assertThat(Scatter.legend(List.of("linear", "[16]")))
                .hasToString("        o linear   x [16]");
    }
}
