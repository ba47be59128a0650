package io.millrace.learn.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.learn.Given;
import org.junit.jupiter.api.Test;

class RecentTest {

    private final double[][] scores = new double[3][1];

    private void see(Recent recent, double... labels) {
        for (double label : labels) {
            recent.learn(Given.sample(label, 0), label, 1);
        }
    }

    /** Each class begins with a count of one half. */
    @Test
    void countsClassesAndWhatFollowsThem() {
        Recent recent = new Recent(new Page("train"), 2);
        see(recent, 1, 1, 0, 1);
        recent.score(Given.sample(0, 0), scores, 0);
        assertThat(scores[0][0]).isCloseTo(Math.log(3.5 / 1.5), within(1e-12));
        double ones = ((0.5 * 0.99 + 1) * 0.99 + 1) * 0.99 * 0.99 + 1;
        double zeros = (0.5 * 0.99 * 0.99 * 0.99 + 1) * 0.99;
        assertThat(scores[1][0]).isCloseTo(Math.log(ones / zeros), within(1e-12));
        // After a 1 came a 1 and a 0.
        double afterOneOne = (0.5 * 0.999 + 1) * 0.999;
        double afterOneZero = 0.5 * 0.999 * 0.999 + 1;
        assertThat(scores[2][0]).isCloseTo(Math.log(afterOneOne / afterOneZero), within(1e-12));
    }

    @Test
    void givesNumbersInStandardUnits() {
        Recent recent = new Recent(new Page("train"), 0);
        Sample sample = Given.sample(0, 0);
        sample.targetMean = 10;
        sample.targetScale = 4;
        recent.score(sample, scores, 0);
        assertThat(scores[2][0]).isZero();
        see(recent, 12, 18);
        recent.score(sample, scores, 0);
        assertThat(scores[0][0]).isEqualTo((15 - 10) / 4.0);
        assertThat(scores[1][0]).isEqualTo((15 - 10) / 4.0);
        assertThat(scores[2][0]).isEqualTo((18 - 10) / 4.0);
    }

    @Test
    void countsByWeightAndLeavesOutWhatIsSynthetic() {
        Recent recent = new Recent(new Page("train"), 2);
        recent.learn(Given.sample(1, 0), 1, 4);
        Sample synthetic = Given.sample(0, 0);
        synthetic.synthetic = true;
        recent.learn(synthetic, 0, 7);
        recent.learn(Given.sample(0, 0), 0, 1);
        recent.score(Given.sample(0, 0), scores, 0);
        assertThat(scores[0][0]).isCloseTo(Math.log(4.5 / 1.5), within(1e-12));
    }

    @Test
    void hugeNumbersDoNotSpoilTheMean() {
        Recent recent = new Recent(new Page("train"), 0);
        see(recent, 1e308, -1e308, 1e308);
        recent.score(Given.sample(0, 0), scores, 0);
        assertThat(scores[0][0]).isFinite();
        assertThat(scores[1][0]).isFinite();
    }
}
