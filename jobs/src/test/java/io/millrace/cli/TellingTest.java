package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Feature;
import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.train.TrainConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingTest {

    private static final Schema SCHEMA =
            new Schema(
                    List.of(
                            new Feature.Numeric("distance"),
                            new Feature.Categorical("origin", List.of("ATL"))),
                    new Target.Classification("late", List.of("no", "yes")));

    private static List<Telling.Weight> weights(float... parameters) {
        Page page = new Page("train").put("params", parameters);
        return Telling.weights(SCHEMA, TrainConfig.defaults(), List.of(page), 2);
    }

    @Test
    void namesTheHeaviestInputsFirst() {
        assertThat(weights(0.1f, -2, 1, 9))
                .containsExactly(
                        new Telling.Weight("origin=ATL", -2),
                        new Telling.Weight("origin=(other)", 1));
    }

    @Test
    void saysNothingOfAModelOfAnotherShape() {
        assertThat(weights(1, 2)).isEmpty();
    }
}
