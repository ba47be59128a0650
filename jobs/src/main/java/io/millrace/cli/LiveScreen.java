package io.millrace.cli;

import io.millrace.cli.draw.Line;
import java.util.List;

/** The lower part of a terminal, where a picture is drawn over the one before. */
final class LiveScreen implements AutoCloseable {

    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    private final Terminal terminal;
    private int drawn;

    LiveScreen(Terminal terminal) {
        this.terminal = terminal;
        print(HIDE_CURSOR);
    }

    /** Draws a picture; what does not fit the terminal is cut off. */
    void draw(List<Line> picture, Terminal.Size size) {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\r\u001b[").append(drawn).append('A');
        }
        drawn = Math.min(picture.size(), size.rows() - 1);
        for (Line line : picture.subList(0, drawn)) {
            text.append(line.render(size.columns(), terminal.colour()));
            text.append(REST_OF_LINE).append('\n');
        }
        print(text.append(REST_OF_SCREEN).toString());
    }

    private void print(String text) {
        terminal.out().print(text);
        terminal.out().flush();
    }

    @Override
    public void close() {
        print(SHOW_CURSOR);
    }
}
