package io.millrace.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {

    private static final Line LINE = Line.of("ab").add(Style.GOOD, "cdef").add("g");

    @Test
    void cutsAtTheWidthOfTheTerminal() {
        assertThat(LINE.render(4, false)).isEqualTo("abcd");
        assertThat(LINE.render(0, false)).isEmpty();
        assertThat(LINE.render(100, false)).isEqualTo("abcdefg");
    }

    @Test
    void countsNoTerminalCodesAsWidth() {
        assertThat(LINE.width()).isEqualTo(7);
        assertThat(LINE.render(4, true)).isEqualTo("ab\u001b[32mcd\u001b[0m");
    }

    @Test
    void writesNoTerminalCodesWithoutColour() {
        assertThat(LINE.render(100, false)).doesNotContain("\u001b");
    }

    @Test
    void putsAnotherLineAtTheRightEdge() {
        assertThat(Line.of("left").right(12, Line.of("right")).toString())
                .isEqualTo("left   right");
        assertThat(Line.of("left").right(3, Line.of("right")).toString()).isEqualTo("left right");
    }
}
