package io.millrace.config;

import java.util.List;
import java.util.Map;

/**
 * The numbers that are allowed: from min to max, with or without either, and perhaps zero besides.
 * NaN and infinity never are.
 */
record Range(double min, boolean open, double max, boolean openAbove, boolean zeroToo) {

    static final Range ANY = new Range(-Float.MAX_VALUE, false, Float.MAX_VALUE, false, false);

    static Range atLeast(double min) {
        return new Range(min, false, Float.MAX_VALUE, false, false);
    }

    static Range above(double min) {
        return new Range(min, true, Float.MAX_VALUE, false, false);
    }

    static Range within(double min, double max) {
        return new Range(min, false, max, false, false);
    }

    static Range between(double min, double max) {
        return new Range(min, true, max, true, false);
    }

    /** Above {@code min}, up to {@code max}. */
    static Range aboveUpTo(double min, double max) {
        return new Range(min, true, max, false, false);
    }

    /** From {@code min} up to, but without {@code max}. */
    static Range below(double min, double max) {
        return new Range(min, false, max, true, false);
    }

    Range orZero() {
        return new Range(min, open, max, openAbove, true);
    }

    boolean contains(double number) {
        boolean low = open ? number > min : number >= min;
        boolean high = openAbove ? number < max : number <= max;
        return low && high || zeroToo && number == 0;
    }

    /** As {@code , at least 1}. */
    String describe() {
        String zero = zeroToo ? ", 0 or" : ",";
        if (max < Float.MAX_VALUE) {
            return zero
                    + (" within " + (open ? "(" : "[") + trim(min))
                    + (", " + trim(max) + (openAbove ? ")" : "]"));
        }
        return min == -Float.MAX_VALUE ? "" : zero + (open ? " above " : " at least ") + trim(min);
    }

    private static String trim(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    Map<String, Object> jsonSchema() {
        Map<String, Object> range = Types.schema("type", "number");
        if (min > -Float.MAX_VALUE) {
            range.put(open ? "exclusiveMinimum" : "minimum", min);
        }
        if (max < Float.MAX_VALUE) {
            range.put(openAbove ? "exclusiveMaximum" : "maximum", max);
        }
        return zeroToo ? Map.of("anyOf", List.of(Map.of("const", 0), range)) : range;
    }
}
