package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Iso8601Test {

    private static final long YEAR_0 = -62_167_219_200_000L;
    private static final long YEAR_10000 = 253_402_300_800_000L;

    /** Made by GNU {@code date -u -d TEXT}, its {@code %s} and {@code %3N}. */
    @ParameterizedTest
    @CsvSource({
        "1970-01-01, 0",
        "2001-01-01T00:01, 978307260000",
        "2001-01-01 00:01:02, 978307262000",
        "2001-01-01t00:01:02z, 978307262000",
        "2001-01-01T00:01:02.5, 978307262500",
        "'2001-01-01T00:01:02,123456789', 978307262123",
        "2001-01-01T00:01Z, 978307260000",
        "2001-01-01T00:01+01:00, 978303660000",
        "2001-01-01T00:01:02.5-0130, 978312662500",
        "2001-01-01T00:01+01, 978303660000",
        "2000-02-29, 951782400000",
        "1969-12-31T23:59:59.999, -1"
    })
    void readsTheFormsOfIso8601AsUtcWhereNoZoneIsNamed(String text, long millis) {
        assertThat(Iso8601.parse(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2001",
                "2001-01",
                "2001-1-1",
                "2001-13-01",
                "2001-00-01",
                "2001-01-00",
                "2001-02-29",
                "1900-02-29",
                "20010101",
                "2001-01-01T",
                "2001-01-01T0",
                "2001-01-01T00",
                "2001-01-01T24:00",
                "2001-01-01T00:60",
                "2001-01-01T00:00:60",
                "2001-01-01T00:00:",
                "2001-01-01T00:00:00.",
                "2001-01-01T00:00.5",
                "2001-01-01T00:00Zz",
                "2001-01-01T00:00+",
                "2001-01-01T00:00+1",
                "2001-01-01T00:00+01:",
                "2001-01-01T00:00+01:60",
                "2001-01-01T00:00+19",
                "2001-01-01T00:00 ",
                " 2001-01-01",
                "2001-01-01X00:00",
                "２００１-01-01"
            })
    void refusesWhatIsNoPointInTime(String text) {
        assertThat(Iso8601.parse(text)).isEqualTo(Iso8601.INVALID);
    }

    @Property(tries = 500)
    void readsWhatJavaTimeWrites(
            @ForAll @LongRange(min = YEAR_0, max = YEAR_10000 - 1) long millis,
            @ForAll @IntRange(min = -1080, max = 1080) int zoneMinutes) {
        LocalDateTime utc =
                LocalDateTime.ofEpochSecond(
                        Math.floorDiv(millis, 1000L),
                        (int) Math.floorMod(millis, 1000L) * 1_000_000,
                        ZoneOffset.UTC);
        OffsetDateTime zoned = utc.atOffset(ZoneOffset.ofTotalSeconds(zoneMinutes * 60));

        assertThat(Iso8601.parse(utc.toString())).isEqualTo(millis);
        assertThat(Iso8601.parse(zoned.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)))
                .isEqualTo(millis - zoneMinutes * 60_000L);
    }

    @Property(tries = 500)
    void knowsTheSameDaysAsJavaTime(
            @ForAll @IntRange(min = 0, max = 9999) int year,
            @ForAll @IntRange(min = 0, max = 13) int month,
            @ForAll @IntRange(min = 0, max = 32) int day) {
        long expected;
        try {
            expected = LocalDate.of(year, month, day).toEpochDay() * 86_400_000L;
        } catch (DateTimeException noSuchDay) {
            expected = Iso8601.INVALID;
        }

        assertThat(Iso8601.parse(String.format("%04d-%02d-%02d", year, month, day)))
                .isEqualTo(expected);
    }
}
