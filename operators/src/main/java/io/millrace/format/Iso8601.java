package io.millrace.format;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.concurrent.TimeUnit;

/**
 * Points in time as ISO 8601 (and RFC 3339) write them, read without allocating.
 *
 * <p>{@code 2001-01-31}, {@code 2001-01-31T23:59}, {@code 2001-01-31 23:59:58.123456}, each with a
 * time also with {@code Z}, {@code +01}, {@code +0130} or {@code +01:30} behind it; without a zone
 * it is UTC. Digits beyond the millisecond are cut off. Years 0000 to 9999.
 */
final class Iso8601 {

    /** What {@link #parse} answers to a text that is no point in time. */
    static final long INVALID = Long.MIN_VALUE;

    private static final int DATE_LENGTH = 10;

    private Iso8601() {}

    /** Epoch milliseconds, or {@link #INVALID}. */
    static long parse(CharSequence text) {
        long day = epochDay(text);
        if (day == INVALID || text.length() == DATE_LENGTH) {
            return day == INVALID ? INVALID : TimeUnit.DAYS.toMillis(day);
        }
        char separator = text.charAt(DATE_LENGTH);
        if (separator != 'T' && separator != 't' && separator != ' ') {
            return INVALID;
        }
        int hour = digits(text, 11, 2);
        int minute = is(text, 13, ':') ? digits(text, 14, 2) : -1;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return INVALID;
        }
        int at = 16;
        long millis = TimeUnit.HOURS.toMillis(hour) + TimeUnit.MINUTES.toMillis(minute);
        if (is(text, at, ':')) {
            int second = digits(text, at + 1, 2);
            if (second < 0 || second > 59) {
                return INVALID;
            }
            millis += TimeUnit.SECONDS.toMillis(second);
            at += 3;
            if (is(text, at, '.') || is(text, at, ',')) {
                int scale = 100;
                int first = ++at;
                for (; at < text.length() && isDigit(text.charAt(at)); at++, scale /= 10) {
                    millis += (long) scale * (text.charAt(at) - '0');
                }
                if (at == first) {
                    return INVALID;
                }
            }
        }
        long zone = zoneMillis(text, at);
        return zone == INVALID ? INVALID : TimeUnit.DAYS.toMillis(day) + millis - zone;
    }

    private static long epochDay(CharSequence text) {
        int year = digits(text, 0, 4);
        int month = is(text, 4, '-') ? digits(text, 5, 2) : -1;
        int day = is(text, 7, '-') ? digits(text, 8, 2) : -1;
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return INVALID;
        }
        return LocalDate.of(year, month, day).toEpochDay();
    }

    private static int daysIn(int year, int month) {
        return Month.of(month).length(Year.isLeap(year));
    }

    private static long zoneMillis(CharSequence text, int at) {
        if (at == text.length()) {
            return 0;
        }
        if (is(text, at, 'Z') || is(text, at, 'z')) {
            return at + 1 == text.length() ? 0 : INVALID;
        }
        if (!is(text, at, '+') && !is(text, at, '-')) {
            return INVALID;
        }
        int hours = digits(text, at + 1, 2);
        int rest = at + 3;
        int minutes = 0;
        if (rest < text.length()) {
            int first = is(text, rest, ':') ? rest + 1 : rest;
            minutes = digits(text, first, 2);
            rest = first + 2;
        }
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || rest != text.length()) {
            return INVALID;
        }
        long offset = TimeUnit.HOURS.toMillis(hours) + TimeUnit.MINUTES.toMillis(minutes);
        return is(text, at, '-') ? -offset : offset;
    }

    private static boolean is(CharSequence text, int at, char expected) {
        return at < text.length() && text.charAt(at) == expected;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The number that exactly these digits spell, or -1. */
    private static int digits(CharSequence text, int from, int count) {
        if (from + count > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < from + count; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
