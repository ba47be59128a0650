package io.millrace.format;

import io.millrace.data.Feature.Cycle;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A point in time (UTC) as inputs that come round: for each cycle, with {@code f} in [0, 1) the
 * part of it that has passed and {@code a = 2πf}, the first two harmonics {@code sin a, cos a, sin
 * 2a, cos 2a}.
 *
 * <p>{@code f} is the time since midnight over 24 hours; the time since Monday 00:00 over 7 days;
 * the time since 1 January 00:00 over the 365 or 366 days of that year.
 */
final class CalendarCycles {

    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    private static final int DAYS_OF_WEEK = 7;

    /** 1 January 1970 was a Thursday. */
    private static final int EPOCH_DAY_OF_WEEK = 3;

    private CalendarCycles() {}

    /** Writes {@link Cycle#INPUTS} inputs a cycle, from {@code offset} on. */
    static void expand(long epochMillis, List<Cycle> cycles, float[] inputs, int offset) {
        for (int i = 0; i < cycles.size(); i++) {
            // StrictMath gives the same bits on every processor.
            double angle = 2 * Math.PI * passed(epochMillis, cycles.get(i));
            double sin = StrictMath.sin(angle);
            double cos = StrictMath.cos(angle);
            int at = offset + i * Cycle.INPUTS;
            inputs[at] = (float) sin;
            inputs[at + 1] = (float) cos;
            inputs[at + 2] = (float) (2 * sin * cos);
            inputs[at + 3] = (float) (1 - 2 * sin * sin);
        }
    }

    private static double passed(long epochMillis, Cycle cycle) {
        long day = Math.floorDiv(epochMillis, DAY);
        double ofDay = Math.floorMod(epochMillis, DAY) / (double) DAY;
        return switch (cycle) {
            case HOUR_OF_DAY -> ofDay;
            case DAY_OF_WEEK ->
                    (Math.floorMod(day + EPOCH_DAY_OF_WEEK, DAYS_OF_WEEK) + ofDay) / DAYS_OF_WEEK;
            case DAY_OF_YEAR -> {
                LocalDate date = LocalDate.ofEpochDay(day);
                yield (date.getDayOfYear() - 1 + ofDay) / date.lengthOfYear();
            }
        };
    }
}
