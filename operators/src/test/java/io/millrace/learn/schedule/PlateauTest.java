package io.millrace.learn.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import io.millrace.learn.schedule.ScheduleConfig.Kind;
import org.junit.jupiter.api.Test;

class PlateauTest {

    private static final ScheduleConfig CONFIG =
            new ScheduleConfig(Kind.PLATEAU, 0.5, 10, 0, 0.1, 1);

    private final Page page = new Page("train");
    private final Plateau plateau = new Plateau(CONFIG, page);

    private void observe(double loss, int times) {
        for (int i = 0; i < times; i++) {
            plateau.observe(loss);
        }
    }

    @Test
    void aLossThatStandsStillHalvesTheRateEachTenSamplesDownToTheFloor() {
        observe(0.7, 19);
        assertThat(plateau.factor()).isEqualTo(1);
        observe(0.7, 1);
        assertThat(plateau.factor()).isEqualTo(0.5);
        observe(0.7, 9);
        assertThat(plateau.factor()).isEqualTo(0.5);
        observe(0.7, 1);
        assertThat(plateau.factor()).isEqualTo(0.25);
        observe(0.7, 1_000);
        assertThat(plateau.factor()).isEqualTo(0.1);
    }

    @Test
    void aLossThatFallsLeavesTheRate() {
        double loss = 1;
        for (int i = 0; i < 1_000; i++) {
            plateau.observe(loss);
            loss *= 0.995;
        }
        assertThat(plateau.factor()).isEqualTo(1);
    }

    /**
     * The mean rises for a while, and stands; then the fall to the old level counts as progress.
     */
    @Test
    void aLossThatRisesForGoodDoesNotLowerTheRateForEver() {
        observe(0.1, 10);
        observe(1, 10);
        assertThat(plateau.factor()).isEqualTo(0.5);
        double loss = 1;
        for (int i = 0; i < 200; i++) {
            plateau.observe(loss);
            loss *= 0.99;
        }
        assertThat(plateau.factor()).isGreaterThanOrEqualTo(0.25);
    }

    @Test
    void aLossThatIsNotFiniteIsLeftOut() {
        observe(0.7, 15);
        Page before = page.copy();
        plateau.observe(Double.NaN);
        plateau.observe(Double.POSITIVE_INFINITY);
        assertThat(page).isEqualTo(before);
    }

    @Test
    void goesOnFromItsPageAndStartsAnew() {
        observe(0.7, 25);
        assertThat(new Plateau(CONFIG, page.copy()).factor()).isEqualTo(0.5);
        plateau.restart();
        assertThat(plateau.factor()).isEqualTo(1);
        Page fresh = new Page("train");
        new Plateau(CONFIG, fresh);
        assertThat(page).isEqualTo(fresh);
    }
}
