package io.millrace.learn.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import io.millrace.learn.clean.CleanConfig.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanerTest {

    private static final float NAN = Float.NaN;
    private static final Schema ONE = Given.numeric(1, Given.REGRESSION);

    private final Page page = new Page("clean");

    @Test
    void replacesByTheMeanOfTheValuesBefore() {
        assertThat(run(cleaner(Missing.MEAN, 0), NAN, 2, NAN, 4, NAN, 9, NAN))
                .containsExactly(7, 2, 2, 4, 3, 9, 5);
    }

    @Test
    void replacesByTheLastValueSeen() {
        assertThat(run(cleaner(Missing.LAST, 0), NAN, 2, NAN, NAN, 4, NAN))
                .containsExactly(7, 2, 2, 2, 4, 4);
    }

    @Test
    void replacesByTheConstant() {
        assertThat(run(cleaner(Missing.CONSTANT, 0), NAN, 2, NAN)).containsExactly(7, 2, 7);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsMissing(float value) {
        Cleaner cleaner = cleaner(Missing.MEAN, 0);
        assertThat(run(cleaner, 2, value, 4, value)).containsExactly(2, 2, 4, 3);
        assertThat(cleaner.imputed()).isEqualTo(2);
    }

    @Test
    void eachInputHasItsOwnStatistics() {
        Schema schema = Given.mixed(2, 1, 0, Given.REGRESSION);
        Cleaner cleaner = new CleanConfig(Missing.MEAN, 7, 0).bind(page, schema);
        cleaner.process(Given.sample(0, 1, 10, 0));
        cleaner.process(Given.sample(0, 3, NAN, 1));
        Sample sample = Given.sample(0, NAN, NAN, NAN);
        cleaner.process(sample);
        assertThat(sample.features().head()).containsExactly(2, 10, 0.5f);
    }

    @Test
    void withoutClippingTheMeanIsThatOfTheWholeStream() {
        Cleaner cleaner = cleaner(Missing.MEAN, 0);
        int n = 5 * Cleaner.MEMORY;
        for (int i = 0; i < n; i++) {
            run(cleaner, i);
        }
        assertThat(run(cleaner, NAN)[0]).isCloseTo((n - 1) / 2f, within(1e-3f));
    }

    @Test
    void clipsAtDeviationsFromTheMeanBeforeTheSample() {
        Cleaner cleaner = cleaner(Missing.MEAN, 2);
        run(cleaner, 1, 3); // mean 2, deviation 1
        assertThat(transform(cleaner, 100)).isEqualTo(4);
        assertThat(transform(cleaner, -100)).isEqualTo(0);
        assertThat(transform(cleaner, 3.9f)).isEqualTo(3.9f);
        assertThat(run(cleaner, 100)).containsExactly(4);
        assertThat(cleaner.clipped()).isEqualTo(1);
    }

    @Test
    void aConstantInputIsNotClipped() {
        Cleaner cleaner = cleaner(Missing.MEAN, 1);
        assertThat(run(cleaner, 5, 5, 5, 6)).containsExactly(5, 5, 5, 6);
        assertThat(cleaner.clipped()).isZero();
    }

    @Test
    void booleansAreNotClipped() {
        Cleaner cleaner =
                new CleanConfig(Missing.MEAN, 0, 1)
                        .bind(page, Given.mixed(1, 1, 0, Given.REGRESSION));
        for (int i = 0; i < 100; i++) {
            cleaner.process(Given.sample(0, i, i == 50 ? 1 : 0));
        }
        Sample sample = Given.sample(0, 0, 1);
        cleaner.process(sample);
        assertThat(sample.features().head()[1]).isEqualTo(1);
    }

    @Test
    void oneWildValueBarelyMovesTheBounds() {
        Cleaner cleaner = cleaner(Missing.MEAN, 4);
        normal(cleaner, 0, 1_000);
        float before = transform(cleaner, 1e30f);
        run(cleaner, 1e30f);
        assertThat(before).isBetween(3.5f, 4.5f);
        assertThat(transform(cleaner, 1e30f)).isCloseTo(before, within(0.2f));
        assertThat(transform(cleaner, NAN)).isCloseTo(0, within(0.2f));
    }

    @Test
    void aWildValueThatCameFirstIsForgotten() {
        Cleaner cleaner = cleaner(Missing.MEAN, 4);
        run(cleaner, 1e30f);
        normal(cleaner, 0, 200 * Cleaner.MEMORY);
        assertThat(transform(cleaner, 1e30f)).isBetween(3.5f, 4.5f);
        assertThat(transform(cleaner, NAN)).isCloseTo(0, within(0.2f));
    }

    @ParameterizedTest
    @ValueSource(floats = {1, 2, 3})
    void theBoundsDoNotShrinkByTheirOwnClipping(float clip) {
        Cleaner cleaner = cleaner(Missing.MEAN, clip);
        normal(cleaner, 0, 50_000);
        // A bound of one deviation sees values pulled to two: E min(z², 4 s²) = s² at s = 0.92.
        assertThat(transform(cleaner, 1e30f)).isBetween(0.8f * clip, 1.15f * clip);
    }

    @Test
    void aStuckSensorThatMovesAgainIsFollowed() {
        Cleaner cleaner = cleaner(Missing.MEAN, 3);
        normal(cleaner, 0, 1_000);
        for (int i = 0; i < 100_000; i++) {
            run(cleaner, 5);
        }
        normal(cleaner, 0, 10_000);
        assertThat(transform(cleaner, 1e30f)).isBetween(2f, 4f);
    }

    @Test
    void theLastValueSeenIsTheClippedOne() {
        Cleaner cleaner = cleaner(Missing.LAST, 2);
        assertThat(run(cleaner, 1, 3, 100, NAN)).containsExactly(1, 3, 4, 4);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 3})
    void theLargestFloatsLeaveTheStatisticsFinite(float clip) {
        Cleaner cleaner = cleaner(Missing.MEAN, clip);
        float max = Float.MAX_VALUE;
        for (int i = 0; i < 10_000; i++) {
            run(cleaner, max, -max);
        }
        assertThat(page.doubles("variance", 1)[0]).isFinite().isPositive();
        assertThat(transform(cleaner, NAN)).isFinite();
    }

    @Test
    void transformingChangesNothing() {
        Cleaner cleaner = cleaner(Missing.MEAN, 2);
        run(cleaner, 1, 3, NAN, 100);
        Page before = page.copy();
        transform(cleaner, NAN);
        transform(cleaner, 1e30f);
        assertThat(page).isEqualTo(before);
    }

    private Cleaner cleaner(Missing missing, float clip) {
        return new CleanConfig(missing, 7, clip).bind(page, ONE);
    }

    private static void normal(Cleaner cleaner, long seed, int samples) {
        for (int i = 0; i < samples; i++) {
            run(cleaner, (float) Chance.gaussian(Chance.mix(seed, i)));
        }
    }

    private static float[] run(Cleaner cleaner, float... values) {
        float[] clean = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            Sample sample = Given.sample(0, values[i]);
            cleaner.process(sample);
            clean[i] = sample.features().head()[0];
        }
        return clean;
    }

    private static float transform(Cleaner cleaner, float value) {
        Sample sample = Given.sample(0, value);
        cleaner.transform(sample);
        return sample.features().head()[0];
    }
}
