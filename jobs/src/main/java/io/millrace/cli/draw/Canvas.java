package io.millrace.cli.draw;

/** A grid of dots, two by four to a character (the braille patterns of Unicode). */
final class Canvas {

    private static final char EMPTY = '\u2800';

    /** The bit of each dot in a braille pattern, by row and column. */
    private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    private final int[][] cells;

    /**
     * @param width characters
     * @param height lines
     */
    Canvas(int width, int height) {
        this.cells = new int[height][width];
    }

    /** Sets a dot; row 0 is the top. Dots beyond the edge are left out. */
    void dot(int column, int row) {
        if (row >= 0 && row / 4 < cells.length && column >= 0 && column / 2 < cells[0].length) {
            cells[row / 4][column / 2] |= BITS[row % 4][column % 2];
        }
    }

    /** A character; a space where there is no dot. */
    char at(int x, int line) {
        int dots = cells[line][x];
        return dots == 0 ? ' ' : (char) (EMPTY + dots);
    }
}
