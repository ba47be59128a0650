package io.millrace.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Feature.Bool;
import io.millrace.data.Feature.Categorical;
import io.millrace.data.Feature.Cycle;
import io.millrace.data.Feature.Hashed;
import io.millrace.data.Feature.Numeric;
import io.millrace.data.Feature.Time;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final Target TARGET = new Target.Regression("y");

    @Test
    void laysOutNumbersFirstThenTheRestOfTheHeadThenCategories() {
        Schema schema =
                new Schema(
                        List.of(
                                new Categorical("colour", List.of("red", "blue")),
                                new Time("when", List.of(Cycle.HOUR_OF_DAY)),
                                new Numeric("a"),
                                new Hashed("word", 4),
                                new Bool("flag"),
                                new Numeric("b")),
                        TARGET);

        assertThat(schema.numeric()).isEqualTo(2);
        assertThat(schema.head()).isEqualTo(2 + 1 + 4);
        assertThat(schema.width()).isEqualTo(2 + 1 + 4 + 3 + 4);
        assertThat(schema.inputNames())
                .containsExactly(
                        "a",
                        "b",
                        "flag",
                        "when.hour_of_day.sin1",
                        "when.hour_of_day.cos1",
                        "when.hour_of_day.sin2",
                        "when.hour_of_day.cos2",
                        "colour=red",
                        "colour=blue",
                        "colour=(other)",
                        "word#0",
                        "word#1",
                        "word#2",
                        "word#3");
        assertThat(schema.offset(0)).as("colour").isEqualTo(7);
        assertThat(schema.offset(3)).as("word").isEqualTo(10);
        assertThat(schema.offset(5)).as("b").isEqualTo(1);
    }

    @Test
    void refusesRepeatedNames() {
        assertThatThrownBy(() -> new Schema(List.of(new Numeric("a"), new Bool("a")), TARGET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a' is declared twice");
        assertThatThrownBy(() -> new Schema(List.of(new Numeric("y")), TARGET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'y' is the label");
        assertThatThrownBy(() -> new Schema(List.of(), TARGET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one feature");
    }

    @Test
    void aClassificationNeedsTwoClasses() {
        assertThatThrownBy(() -> new Target.Classification("y", List.of("only")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least two classes");
    }

    @Test
    void equalsASchemaOfTheSameColumnsInTheSameOrder() {
        Feature a = new Feature.Numeric("a");
        Feature b = new Feature.Bool("b");
        Target y = new Target.Regression("y");
        assertThat(new Schema(List.of(a, b), y))
                .isEqualTo(new Schema(List.of(a, b), y))
                .hasSameHashCodeAs(new Schema(List.of(a, b), y))
                .isNotEqualTo(new Schema(List.of(b, a), y))
                .isNotEqualTo(new Schema(List.of(a, b), y, "id", null, null, null));
    }
}
