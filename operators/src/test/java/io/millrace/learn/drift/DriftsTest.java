package io.millrace.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.learn.Given;
import io.millrace.learn.drift.DriftConfig.Detector;
import io.millrace.learn.drift.DriftConfig.Policy;
import org.junit.jupiter.api.Test;

class DriftsTest {

    private static final DriftConfig EACH_1500 =
            new DriftConfig(Detector.DUMMY, 0.001, 0.05, 0.005, 50, 1_500, Policy.NONE, 10, 1_000);

    private final Page page = new Page("train");

    /** A loss of 1 for 1500 samples, then of 0: the mean of both after n of these is known. */
    @Test
    void tellsTheLossAtTheLastDriftAndAThousandSamplesLater() {
        Drifts drifts = new Drifts(EACH_1500, page);
        assertThat(drifts.loss()).isNaN();
        for (int i = 0; i < 1_500; i++) {
            assertThat(drifts.count()).isZero();
            assertThat(drifts.lossAtLast()).isNaN();
            assertThat(drifts.observe(1)).isEqualTo(i == 1_499);
        }
        assertThat(drifts.count()).isEqualTo(1);
        assertThat(drifts.lossAtLast()).isEqualTo(1, within(1e-12));
        for (int i = 0; i < 999; i++) {
            drifts.observe(i < 950 ? 0 : 1);
            assertThat(drifts.since()).isEqualTo(i + 1);
            assertThat(drifts.lossAfterLast()).isNaN();
        }
        drifts.observe(0);
        double faded = 0.99 * (1 - Math.pow(0.99, 49));
        assertThat(drifts.lossAfterLast()).isCloseTo(faded, within(1e-4));
        drifts.observe(1);
        assertThat(drifts.lossAfterLast()).isCloseTo(faded, within(1e-4));
        assertThat(drifts.lossAtLast()).isEqualTo(1, within(1e-12));
    }

    @Test
    void anotherDetectorBeginsAnewAndKeepsTheCount() {
        Drifts first = new Drifts(EACH_1500, page);
        for (int i = 0; i < 1_600; i++) {
            first.observe(0);
        }
        Drifts second = new Drifts(DriftConfig.of(Detector.HDDM_A, Policy.NONE), page);
        assertThat(second.count()).isEqualTo(1);
        assertThat(page.arrays()).containsKey("drift.HDDM_A.state");
        assertThat(page.arrays()).doesNotContainKey("drift.DUMMY.seen");
        Drifts.drop(page);
        assertThat(page.arrays()).isEmpty();
    }

    @Test
    void aPredictionOfClassesIsRightOrWrong() {
        Sample sample = Given.sample(1);
        assertThat(PredictionLoss.of(sample, new double[] {0.4, 0.6})).isEqualTo(0);
        assertThat(PredictionLoss.of(sample, new double[] {0.6, 0.4})).isEqualTo(1);
        assertThat(PredictionLoss.of(sample, new double[] {0.5, 0.5})).isEqualTo(1);
        assertThat(PredictionLoss.of(sample, new double[] {0.2, 0.5, 0.3})).isEqualTo(0);
    }

    @Test
    void aNumberIsAsWrongAsItIsFarInStandardDeviations() {
        Sample sample = Given.sample(7);
        sample.targetScale = 2;
        assertThat(PredictionLoss.of(sample, new double[] {7})).isEqualTo(0);
        assertThat(PredictionLoss.of(sample, new double[] {5})).isEqualTo(0.5);
        assertThat(PredictionLoss.of(sample, new double[] {13})).isEqualTo(0.75);
        assertThat(PredictionLoss.of(sample, new double[] {Double.NaN})).isEqualTo(1);
        assertThat(PredictionLoss.of(sample, new double[] {-Double.MAX_VALUE})).isEqualTo(1);
    }
}
