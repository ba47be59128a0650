package io.millrace.learn.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Feature;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Given;
import io.millrace.learn.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossesTest {

    /** No weight an input can tell exclusive or. */
    @Test
    void learnsWhatOnlyPairsTell() {
        Schema schema = Given.mixed(0, 2, 0, Given.BINARY);
        Crosses crosses = new Crosses(new Page("train"), schema, Loss.of(Given.BINARY));
        double[][] scores = new double[1][1];
        for (int n = 0; n < 400; n++) {
            int a = n & 1;
            int b = (n >> 1) & 1;
            Sample sample = Given.sample(a ^ b, a, b);
            crosses.score(sample, scores, 0);
            if (n >= 200) {
                assertThat(scores[0][0] > 0).as("%s %s", a, b).isEqualTo((a ^ b) == 1);
                assertThat(Math.abs(scores[0][0])).isGreaterThan(0.5);
            }
            crosses.learn(sample, sample.label(), 1);
        }
    }

    @Test
    void pairsCategoriesAloneWhereThereAreTooMany() {
        assertThat(Crosses.slots(Given.numeric(15, Given.BINARY))).isEqualTo(121);
        assertThat(Crosses.slots(Given.numeric(17, Given.BINARY))).isEqualTo(18);
        List<Feature> features = new ArrayList<>();
        for (int f = 0; f < 20; f++) {
            features.add(
                    f % 2 == 0
                            ? new Feature.Numeric("n" + f)
                            : new Feature.Categorical("c" + f, List.of("a", "b")));
        }
        Schema mixed = new Schema(features, Given.BINARY);
        assertThat(Crosses.slots(mixed)).isEqualTo(1 + 20 + 45);
        Crosses crosses = new Crosses(new Page("train"), mixed, Loss.of(Given.BINARY));
        assertThat(crosses.description(0)).endsWith("pairs of 10 categories");
    }

    /** AdaGrad of one step: the gradient, over the root of one more than its square. */
    @Test
    void theFirstStepIsThatOfAdaGrad() {
        Schema schema = Given.mixed(0, 1, 0, Given.BINARY);
        Crosses crosses = new Crosses(new Page("train"), schema, Loss.of(Given.BINARY));
        double[][] scores = new double[1][1];
        Sample sample = Given.sample(1, 1);
        crosses.score(sample, scores, 0);
        crosses.learn(sample, 1, 1);
        crosses.score(sample, scores, 0);
        // Bias and one field, each by 0.1 * 0.5 / sqrt(1 + 0.25).
        assertThat(scores[0][0]).isCloseTo(2 * 0.1 * 0.5 / Math.sqrt(1.25), within(1e-7));
    }
}
