package io.millrace.cli.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Points over a logarithmic axis, a letter and a colour for each group of them. */
public final class Scatter {

    private static final String MARKS = "ox+*#@%&";
    private static final List<Style> STYLES =
            List.of(Style.MODEL, Style.GOOD, Style.WARN, Style.BAD, Style.TITLE, Style.BASELINE);

    private Scatter() {}

    /**
     * A point.
     *
     * @param x positive
     * @param y NaN to leave it out
     * @param group from 0
     */
    public record Point(double x, double y, int group) {}

    /**
     * Draws points, with a line for the axis below them.
     *
     * @param points the later ones over the earlier ones
     * @param floor the lowest value that is of interest: worse ones are drawn on the edge; likewise
     * @param ceiling the highest one
     * @param width characters, with the axis
     * @param height lines of points
     */
    public static List<Line> draw(
            List<Point> points, double floor, double ceiling, int width, int height) {
        double[] x = points.stream().mapToDouble(point -> StrictMath.log10(point.x)).toArray();
        double[] y =
                points.stream()
                        .mapToDouble(point -> Math.max(floor, Math.min(ceiling, point.y)))
                        .toArray();
        int plot = Math.max(1, width - Axis.WIDTH);
        int[][] marks = new int[height][plot];
        for (int[] row : marks) {
            Arrays.fill(row, -1);
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(y[i])) {
                int column = place(x[i], Columns.min(x), Columns.max(x), plot);
                marks[height - 1 - place(y[i], Columns.min(y), Columns.max(y), height)][column] =
                        points.get(i).group;
            }
        }
        List<Line> lines = new ArrayList<>();
        for (int row = 0; row < height; row++) {
            Line line = Line.of(Style.DIM, Axis.label(row, height, Columns.min(y), Columns.max(y)));
            for (int mark : marks[row]) {
                line = mark < 0 ? line.add(" ") : line.add(style(mark), mark(mark));
            }
            lines.add(line);
        }
        lines.add(Line.of(Style.DIM, "       └" + "─".repeat(plot)));
        lines.add(ends(points, plot));
        return lines;
    }

    private static int place(double value, double low, double high, int cells) {
        double share = high > low ? (value - low) / (high - low) : 0.5;
        return (int) Math.round(share * (cells - 1));
    }

    private static Line ends(List<Point> points, int plot) {
        double[] x = points.stream().mapToDouble(Point::x).toArray();
        String low = number(Columns.min(x));
        String high = number(Columns.max(x));
        int between = plot - low.length() - high.length();
        return Line.of(
                Style.DIM, " ".repeat(Axis.WIDTH) + low + " ".repeat(Math.max(1, between)) + high);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    /** The names of the groups, each with its mark. */
    public static Line legend(List<String> groups) {
        Line line = Line.of(" ".repeat(Axis.WIDTH));
        for (int group = 0; group < groups.size(); group++) {
            line = line.add(style(group), mark(group)).add(" " + groups.get(group) + "   ");
        }
        return line;
    }

    private static Style style(int group) {
        return STYLES.get(group % STYLES.size());
    }

    private static String mark(int group) {
        return String.valueOf(MARKS.charAt(group % MARKS.length()));
    }
}
