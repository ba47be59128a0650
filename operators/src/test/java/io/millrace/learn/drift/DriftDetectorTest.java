package io.millrace.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import io.millrace.learn.drift.DriftConfig.Detector;
import io.millrace.learn.drift.DriftConfig.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What all detectors have in common, at their usual settings. */
class DriftDetectorTest {

    private static final int SEEDS = 40;
    private static final int SAMPLES = 10_000;

    private static DriftDetector detector(Detector kind, Page page) {
        return DriftDetector.bind(DriftConfig.of(kind, Policy.NONE), page);
    }

    private static DriftDetector detector(Detector kind) {
        return detector(kind, new Page("train"));
    }

    /** Alarms of 40 streams of 10,000 losses each in which nothing changes. */
    @ParameterizedTest
    @CsvSource({
        "ADWIN, 0.1, 10",
        "ADWIN, 0.3, 10",
        "HDDM_A, 0.1, 10",
        "HDDM_A, 0.3, 10",
        "HDDM_W, 0.1, 40",
        "PAGE_HINKLEY, 0.1, 10",
        "PAGE_HINKLEY, 0.3, 10",
    })
    void seldomAlarmsWhereNothingChanges(Detector kind, double error, int most) {
        int alarms = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            double[] losses = Losses.errors(100 + seed, SAMPLES, 0, error, error);
            alarms += Losses.alarms(detector(kind), losses).size();
        }
        assertThat(alarms).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"ADWIN, 96", "HDDM_A, 96", "HDDM_W, 96", "PAGE_HINKLEY, 180"})
    void alarmsOnceWhenErrorsRise(Detector kind, int latest) {
        for (long seed = 0; seed < SEEDS; seed++) {
            double[] losses = Losses.errors(200 + seed, 2_000, 1_000, 0.05, 0.5);
            List<Integer> alarms = Losses.alarms(detector(kind), losses);
            assertThat(alarms).as("seed %s", seed).anyMatch(i -> i >= 1_000 && i < 1_000 + latest);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ADWIN", "HDDM_A", "HDDM_W", "PAGE_HINKLEY"})
    void aFallIsNoAlarm(Detector kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            double[] losses = Losses.errors(300 + seed, 2_000, 1_000, 0.5, 0.05);
            assertThat(Losses.alarms(detector(kind), losses)).noneMatch(i -> i >= 1_000);
        }
    }

    @Test
    void theDummyAlarmsByTheClock() {
        double[] losses = new double[3_500];
        assertThat(Losses.alarms(detector(Detector.DUMMY), losses))
                .containsExactly(999, 1999, 2999);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void goesOnFromItsPageToTheBit(Detector kind) {
        double[] losses = Losses.errors(7, 3_000, 1_500, 0.1, 0.4);
        Page page = new Page("train");
        DriftDetector detector = detector(kind, page);
        for (int i = 0; i < losses.length; i++) {
            if (i % 500 == 417) {
                Page copy = page.copy();
                assertThat(copy).isEqualTo(page);
                page = copy;
                detector = detector(kind, page);
            }
            detector.observe(losses[i]);
        }
        Page undisturbed = new Page("train");
        Losses.alarms(detector(kind, undisturbed), losses);
        assertThat(page).isEqualTo(undisturbed);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void startsAnew(Detector kind) {
        Page page = new Page("train");
        DriftDetector detector = detector(kind, page);
        Losses.alarms(detector, Losses.graded(7, 777, 0, 0.3, 0.3));
        detector.restart();
        Page fresh = new Page("train");
        detector(kind, fresh);
        assertThat(page).isEqualTo(fresh);
    }

    /** As the next sample after a warning must not be one again. */
    @ParameterizedTest
    @EnumSource(names = {"HDDM_A", "HDDM_W", "PAGE_HINKLEY", "DUMMY"})
    void hasForgottenAllWhenItAlarms(Detector kind) {
        Page page = new Page("train");
        DriftDetector detector = detector(kind, page);
        for (double loss : Losses.errors(9, 3_000, 500, 0.05, 0.8)) {
            if (detector.observe(loss)) {
                Page fresh = new Page("train");
                detector(kind, fresh);
                assertThat(page).isEqualTo(fresh);
                return;
            }
        }
        throw new AssertionError("no alarm");
    }
}
