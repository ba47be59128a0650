package io.millrace.cli.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/** A curve of a metric over a stream, in braille dots with an axis, beside a curve to beat. */
public final class Curve {

    private Curve() {}

    /**
     * Draws the curve of a model over that of a baseline.
     *
     * @param model one value a window of the stream so far; gaps are NaN
     * @param baseline likewise, or empty for none
     * @param whole windows that the whole stream will have; at least those so far
     * @param width characters, with the axis
     * @param height lines
     */
    public static List<Line> draw(
            double[] model, double[] baseline, int whole, int width, int height) {
        int plot = Math.max(1, width - Axis.WIDTH);
        int windows = Math.max(whole, Math.max(model.length, baseline.length));
        double[] curve = Columns.spread(model, 2 * plot, windows);
        double[] other = Columns.spread(baseline, 2 * plot, windows);
        DoubleSummaryStatistics range =
                DoubleStream.concat(Arrays.stream(curve), Arrays.stream(other))
                        .filter(Double::isFinite)
                        .summaryStatistics();
        if (range.getCount() == 0) {
            return Collections.nCopies(height, Line.of(Style.DIM, Axis.NO_LABEL));
        }
        double low = range.getMin();
        double high = range.getMax();
        if (high == low) {
            double margin = Math.max(0.01, Math.abs(high) * 0.05);
            low -= margin;
            high += margin;
        }

        Canvas front = new Canvas(plot, height);
        trace(front, curve, low, high, 4 * height, 1);
        Canvas back = new Canvas(plot, height);
        trace(back, other, low, high, 4 * height, 3);

        List<Line> lines = new ArrayList<>(height);
        for (int y = 0; y < height; y++) {
            lines.add(line(front, back, plot, y, Axis.label(y, height, low, high)));
        }
        return lines;
    }

    private static Line line(Canvas front, Canvas back, int plot, int y, String label) {
        Line line = Line.of(Style.DIM, label);
        StringBuilder run = new StringBuilder();
        Style style = Style.PLAIN;
        for (int x = 0; x < plot; x++) {
            boolean model = front.at(x, y) != ' ';
            Style next = model ? Style.MODEL : Style.BASELINE;
            if (next != style && run.length() > 0) {
                line = line.add(style, run.toString());
                run.setLength(0);
            }
            style = next;
            run.append(model ? front.at(x, y) : back.at(x, y));
        }
        return line.add(style, run.toString());
    }

    /** Sets a dot each column, and those between it and the last, so that no step tears it. */
    private static void trace(
            Canvas canvas, double[] values, double low, double high, int rows, int every) {
        int last = -1;
        for (int column = 0; column < values.length; column++) {
            if (!Double.isFinite(values[column])) {
                continue;
            }
            int row = (int) Math.round((high - values[column]) / (high - low) * (rows - 1));
            if (every > 1) {
                if (column % every == 0) {
                    canvas.dot(column, row);
                }
                continue;
            }
            int from = last < 0 ? row : last + Integer.signum(row - last);
            for (int r = from; r != row; r += Integer.signum(row - from)) {
                canvas.dot(column, r);
            }
            canvas.dot(column, row);
            last = row;
        }
    }
}
