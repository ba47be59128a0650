package io.millrace.cli.draw;

import java.util.Locale;

/** The vertical axis of a picture. */
final class Axis {

    /** Columns that it takes. */
    static final int WIDTH = 8;

    static final String NO_LABEL = "       │";

    private Axis() {}

    /** The maximum and minimum in the lines where they are drawn, a mean value between them. */
    static String label(int y, int height, double low, double high) {
        double value;
        if (y == 0) {
            value = high;
        } else if (y == height - 1) {
            value = low;
        } else if (y == height / 2) {
            value = high - (high - low) * (4 * y + 1.5) / (4 * height - 1);
        } else {
            return NO_LABEL;
        }
        return String.format(Locale.ROOT, "%6s ┤", number(value));
    }

    private static String number(double value) {
        double size = Math.abs(value);
        int digits = size >= 100 ? 0 : size >= 10 ? 1 : 3;
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return text.length() <= 6 ? text : String.format(Locale.ROOT, "%.0e", value);
    }
}
