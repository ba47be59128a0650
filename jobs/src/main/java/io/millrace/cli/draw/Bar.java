package io.millrace.cli.draw;

/** A horizontal bar with eighths of a character. */
public final class Bar {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bar() {}

    /**
     * @param share of the width, pulled into [0, 1]; NaN counts as 0
     * @return exactly {@code width} characters
     */
    public static String of(double share, int width) {
        double part = share > 0 ? Math.min(1, share) : 0;
        int eighths = (int) Math.round(part * width * 8);
        String full = "█".repeat(eighths / 8);
        String rest = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return full + rest + " ".repeat(width - full.length() - rest.length());
    }
}
