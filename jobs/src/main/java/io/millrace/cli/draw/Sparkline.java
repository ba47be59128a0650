package io.millrace.cli.draw;

/** A curve in one line of eight block heights. */
public final class Sparkline {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * Draws values from left to right, scaled to their own range; equal values give a flat line.
     *
     * @param values in order; values that are not finite leave a gap
     * @param width most characters to use; more values than that are averaged in groups
     */
    public static String of(double[] values, int width) {
        double[] columns = Columns.shrink(values, width);
        double low = Columns.min(columns);
        double high = Columns.max(columns);
        StringBuilder line = new StringBuilder(columns.length);
        for (double value : columns) {
            if (!Double.isFinite(value)) {
                line.append(' ');
            } else {
                double share = high > low ? (value - low) / (high - low) : 0.5;
                line.append(BLOCKS.charAt((int) Math.min(7, Math.floor(share * 8))));
            }
        }
        return line.toString();
    }
}
