package io.millrace.learn.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.loss.Loss;
import org.junit.jupiter.api.Test;

class PastTest {

    private static final int SAMPLES = 400;

    @Test
    void tellsNumbersByTheirChanges() {
        Schema schema = Given.numeric(2, Given.REGRESSION);
        Past past = new Past(new Page("train"), schema, 1, new Units(new Page("train")));
        double[] z = new double[past.size()];

        past.expand(Given.sample(7, 1, 2), z);
        assertThat(past.base()).isZero();
        assertThat(z).containsExactly(1, 2, 0, 0, 0, 0, 1);
        past.remember(Given.sample(7, 1, 2));
        past.expand(Given.sample(8, 3, 5), z);
        assertThat(past.base()).isEqualTo(7);
        assertThat(z).containsExactly(3, 5, 2, 3, 7, 0, 1);
        past.remember(Given.sample(8, 3, 5));
        Sample synthetic = Given.sample(9, 9, 9);
        synthetic.synthetic = true;
        past.remember(synthetic);
        past.expand(Given.sample(0, 5, 9), z);
        assertThat(past.base()).isEqualTo(8);
        assertThat(z).containsExactly(5, 9, 2, 4, 8, 1, 1);
    }

    @Test
    void tellsClassesBySignOrByPlace() {
        Schema two = Given.numeric(1, Given.BINARY);
        Past past = new Past(new Page("train"), two, 1, null);
        double[] z = new double[past.size()];
        past.remember(Given.sample(0, 5));
        past.remember(Given.sample(1, 6));
        past.expand(Given.sample(1, 7), z);
        assertThat(z).containsExactly(7, 6, 1, -1, 1);

        Schema three = Given.numeric(1, Given.THREE);
        past = new Past(new Page("train"), three, 3, null);
        z = new double[past.size()];
        past.remember(Given.sample(2, 5));
        past.expand(Given.sample(1, 7), z);
        assertThat(z).containsExactly(7, 5, 0, 0, 1, 0, 0, 0, 1);
    }

    /** {@code y = level + 3 x}, whose level wanders: only the step of the level is unforeseen. */
    @Test
    void foretellsALevelThatWanders() {
        Schema schema = Given.numeric(1, Given.REGRESSION);
        Page page = new Page("train");
        Units units = new Units(page);
        Past past = new Past(page.part("past"), schema, 1, units);
        Loss loss = Loss.of(Given.REGRESSION);
        LeastSquares squares = new LeastSquares("ar", page, past, 1, loss, units);
        double[][] scores = new double[1][1];
        double level = 0;
        double squared = 0;
        double steps = 0;
        for (int n = 0; n < SAMPLES; n++) {
            double step = Chance.gaussian(Chance.mix(1, n));
            float x = (float) Chance.gaussian(Chance.mix(2, n));
            level += step;
            Sample sample = Given.sample(level + 3 * x, x);
            squares.score(sample, scores, 0);
            squares.learn(sample, sample.label(), 1);
            if (n >= SAMPLES / 2) {
                squared += Math.pow(scores[0][0] - sample.label(), 2);
                steps += step * step;
            }
        }
        assertThat(squared / steps).isCloseTo(1, within(0.1));
    }
}
