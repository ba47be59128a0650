package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Feature.Cycle;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarCyclesTest {

    /** The part of the cycle that has passed, counted on the calendar. */
    @ParameterizedTest
    @CsvSource({
        "HOUR_OF_DAY, 2001-01-01T00:00:00Z, 0",
        "HOUR_OF_DAY, 2001-01-01T06:00:00Z, 0.25",
        "HOUR_OF_DAY, 1969-12-31T18:00:00Z, 0.75",
        "DAY_OF_WEEK, 2001-01-01T00:00:00Z, 0",
        "DAY_OF_WEEK, 2001-01-04T12:00:00Z, 0.5",
        "DAY_OF_WEEK, 1969-12-28T00:00:00Z, 0.8571428571428571",
        "DAY_OF_YEAR, 2001-01-01T00:00:00Z, 0",
        "DAY_OF_YEAR, 2001-03-15T00:00:00Z, 0.2",
        "DAY_OF_YEAR, 2000-07-02T00:00:00Z, 0.5"
    })
    void placesAPointInTimeOnTheCircle(Cycle cycle, Instant time, double passed) {
        float[] inputs = new float[6];

        CalendarCycles.expand(time.toEpochMilli(), List.of(cycle), inputs, 1);

        double angle = 2 * Math.PI * passed;
        assertThat(inputs)
                .containsExactly(
                        new float[] {
                            0f,
                            (float) Math.sin(angle),
                            (float) Math.cos(angle),
                            (float) Math.sin(2 * angle),
                            (float) Math.cos(2 * angle),
                            0f
                        },
                        within(1e-6f));
    }

    @Property(tries = 200)
    void agreesWithTheCalendarOfJavaTime(
            @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L)
                    long millis) {
        ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
        double day = time.toLocalTime().toNanoOfDay() / 86_400e9;
        double week = (time.getDayOfWeek().getValue() - 1 + day) / 7;
        double year = (time.getDayOfYear() - 1 + day) / time.toLocalDate().lengthOfYear();
        float[] inputs = new float[12];

        CalendarCycles.expand(millis, List.of(Cycle.values()), inputs, 0);

        assertThat(inputs[0]).isEqualTo((float) Math.sin(2 * Math.PI * day), within(1e-6f));
        assertThat(inputs[5]).isEqualTo((float) Math.cos(2 * Math.PI * week), within(1e-6f));
        assertThat(inputs[10]).isEqualTo((float) Math.sin(4 * Math.PI * year), within(1e-6f));
        assertThat(inputs).doesNotContain(Float.NaN);
    }
}
