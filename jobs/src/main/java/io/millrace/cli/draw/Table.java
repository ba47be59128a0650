package io.millrace.cli.draw;

import java.util.ArrayList;
import java.util.List;

/** Cells under each other, each column as wide as its widest cell. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row, of as many cells as the others. */
    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The rows as lines; the last column is not filled up. */
    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        int last = row.size() - 1;
        for (int column = 0; column < last; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(width(column) - cell.length())).append(GAP);
        }
        return line.append(row.get(last)).toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
