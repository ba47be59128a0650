package io.millrace.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void dropsWhatIsChosenAndNothingElse() {
        Page page = new Page("x").put("a1", new int[1]).put("b", new int[1]).put("a2", new int[1]);
        page.removeIf(name -> name.startsWith("a"));
        assertThat(page).isEqualTo(new Page("x").put("b", new int[1]));
    }

    @Test
    void makesZerosOnceAndGivesTheSameArrayAgain() {
        Page page = new Page("train");
        float[] params = page.floats("params", 3);
        params[1] = 7f;

        assertThat(page.floats("params", 3)).isSameAs(params).containsExactly(0f, 7f, 0f);
    }

    @Test
    void refusesAnotherLengthAndNamesPageArrayAndBothLengths() {
        Page page = new Page("train").put("params", new float[3]);

        assertThatThrownBy(() -> page.floats("params", 4))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("'train'")
                .hasMessageContaining("'params'")
                .hasMessageContaining("3 numbers")
                .hasMessageContaining("asks for 4");
    }

    @Test
    void refusesAnotherType() {
        Page page = new Page("train").put("steps", new long[1]);

        assertThatThrownBy(() -> page.doubles("steps", 1))
                .isInstanceOf(PageMismatchException.class)
                .hasMessageContaining("long[]")
                .hasMessageContaining("double[]");
    }

    @Test
    void holdsOnlyArraysOfNumbers() {
        assertThatThrownBy(() -> new Page("train").put("name", "text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("String");
    }

    @Test
    void copySharesNothing() {
        Page page = new Page("x");
        page.floats("f", 1);
        page.doubles("d", 1);
        page.ints("i", 1);
        page.longs("l", 1);
        Page copy = page.copy();

        page.floats("f", 1)[0] = 1;
        page.doubles("d", 1)[0] = 1;
        page.ints("i", 1)[0] = 1;
        page.longs("l", 1)[0] = 1;

        assertThat(copy.floats("f", 1)).containsExactly(0f);
        assertThat(copy.doubles("d", 1)).containsExactly(0d);
        assertThat(copy.ints("i", 1)).containsExactly(0);
        assertThat(copy.longs("l", 1)).containsExactly(0L);
    }

    @Test
    void knowsWhatItsArraysTakeUp() {
        Page page = new Page("x").put("f", new float[3]).put("d", new double[2]);
        page.ints("i", 1);
        page.longs("l", 1);

        assertThat(page.bytes()).isEqualTo(3 * 4 + 2 * 8 + 4 + 8);
    }

    @Test
    void equalityIsBitwise() {
        Page zero = new Page("x").put("f", new float[] {0f});
        Page minusZero = new Page("x").put("f", new float[] {-0f});
        Page nan = new Page("x").put("f", new float[] {Float.NaN});

        assertThat(zero).isEqualTo(zero.copy()).hasSameHashCodeAs(zero.copy());
        assertThat(zero).isNotEqualTo(minusZero);
        assertThat(nan).isEqualTo(nan.copy());
        assertThat(zero).isNotEqualTo(new Page("y").put("f", new float[] {0f}));
        assertThat(zero).isNotEqualTo(new Page("x").put("g", new float[] {0f}));
    }
}
