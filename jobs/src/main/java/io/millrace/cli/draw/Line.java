package io.millrace.cli.draw;

import java.util.ArrayList;
import java.util.List;

/** One line of a picture: pieces of text, each with its style. Every character is one column. */
public final class Line {

    /** A line without anything. */
    public static final Line EMPTY = new Line(List.of());

    private record Piece(Style style, String text) {}

    private final List<Piece> pieces;

    private Line(List<Piece> pieces) {
        this.pieces = pieces;
    }

    public static Line of(Style style, String text) {
        return EMPTY.add(style, text);
    }

    public static Line of(String text) {
        return of(Style.PLAIN, text);
    }

    /** This line and a piece more. */
    public Line add(Style style, String text) {
        List<Piece> longer = new ArrayList<>(pieces);
        longer.add(new Piece(style, text));
        return new Line(longer);
    }

    public Line add(String text) {
        return add(Style.PLAIN, text);
    }

    /** This line filled with spaces up to a column, at least one if it is not empty. */
    public Line pad(int column) {
        int missing = Math.max(column - width(), pieces.isEmpty() ? 0 : 1);
        return missing > 0 ? add(" ".repeat(missing)) : this;
    }

    /** This line with another at the right edge. */
    public Line right(int width, Line other) {
        Line line = pad(width - other.width());
        for (Piece piece : other.pieces) {
            line = line.add(piece.style, piece.text);
        }
        return line;
    }

    /** Columns that it takes. */
    public int width() {
        return pieces.stream().mapToInt(piece -> piece.text.length()).sum();
    }

    /** As text, cut at a width, with or without terminal codes. */
    public String render(int width, boolean colour) {
        StringBuilder text = new StringBuilder();
        int left = width;
        for (Piece piece : pieces) {
            String part = piece.text.substring(0, Math.min(left, piece.text.length()));
            left -= part.length();
            if (!part.isEmpty()) {
                text.append(colour ? piece.style.apply(part) : part);
            }
        }
        return text.toString().stripTrailing();
    }

    @Override
    public String toString() {
        return render(Integer.MAX_VALUE, false);
    }
}
