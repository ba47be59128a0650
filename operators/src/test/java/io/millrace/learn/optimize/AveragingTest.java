package io.millrace.learn.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.learn.optimize.AverageConfig.Kind;
import org.junit.jupiter.api.Test;

class AveragingTest {

    private final Page page = new Page("train");
    private final float[] params = {5, 0};

    private void run(Averaging averaging, int steps) {
        for (int t = 1; t <= steps; t++) {
            averaging.iterate()[0] = t;
            averaging.iterate()[1] = t % 2 == 0 ? 1 : -1;
            averaging.step();
        }
    }

    private Averaging bind(Kind kind, long after, double halfLife) {
        return Averaging.bind(new AverageConfig(kind, after, halfLife), page, params);
    }

    @Test
    void theUniformAverageIsTheMeanOfTheSteps() {
        run(bind(Kind.UNIFORM, 0, 1), 101);
        assertThat(params).containsExactly(new float[] {51, -1f / 101}, within(1e-4f));
    }

    @Test
    void theAverageOfTheTailLeavesOutTheFirstSteps() {
        Averaging averaging = bind(Kind.UNIFORM, 51, 1);
        run(averaging, 40);
        assertThat(params).containsExactly(averaging.iterate());
        run(averaging, 61);
        // Of 12 .. 61: the 52nd to the 101st step.
        assertThat(params).containsExactly(new float[] {36.5f, 0}, within(1e-4f));
    }

    /** On a line of slope 1 an average with weights q^age lies q / (1 - q) behind. */
    @Test
    void theExponentialAverageFollows() {
        run(bind(Kind.EXPONENTIAL, 0, 10), 1_000);
        double q = Math.pow(0.5, 0.1);
        assertThat((double) params[0]).isCloseTo(1_000 - q / (1 - q), within(1e-2));
    }

    /** Uniform until the half-life weighs less: not drawn to where the parameters started. */
    @Test
    void theExponentialAverageForgetsTheStartAtOnce() {
        run(bind(Kind.EXPONENTIAL, 0, 1e6), 3);
        assertThat(params[0]).isCloseTo(2, within(1e-6f));
    }

    @Test
    void withoutAnAverageNothingIsKept() {
        run(bind(Kind.UNIFORM, 0, 1), 3);
        assertThat(page.arrays()).isNotEmpty();
        assertThat(bind(Kind.NONE, 0, 1)).isNull();
        assertThat(page.arrays()).isEmpty();
        assertThat(params[0]).isCloseTo(2, within(1e-6f));
    }

    @Test
    void startedAnewTheNextStepIsTheAverage() {
        Averaging averaging = bind(Kind.UNIFORM, 2, 1);
        run(averaging, 10);
        averaging.restart();
        averaging.iterate()[0] = -7;
        averaging.step();
        assertThat(params[0]).isEqualTo(-7);
        averaging.iterate()[0] = 7;
        averaging.step();
        assertThat(params[0]).isEqualTo(0);
    }

    @Test
    void refusesValuesWithoutMeaning() {
        assertThatThrownBy(() -> new AverageConfig(Kind.UNIFORM, -1, 1))
                .hasMessageContaining("average after must be 0 or more");
        assertThatThrownBy(() -> new AverageConfig(Kind.EXPONENTIAL, 0, 0))
                .hasMessageContaining("half-life of the average must be positive");
    }
}
