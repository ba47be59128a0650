package io.millrace.cli;

import io.millrace.cli.draw.Line;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Where a command speaks: results to one stream, everything else to the other.
 *
 * @param out results
 * @param err progress and problems
 * @param live whether {@code out} is a terminal that can redraw lines
 * @param progress whether {@code err} is one
 * @param colour whether to use colours
 */
record Terminal(PrintStream out, PrintStream err, boolean live, boolean progress, boolean colour) {

    private static final String REDRAW = "\r\u001b[K";

    /** The process's own, as its environment describes it. */
    static Terminal system() {
        Map<String, String> env = System.getenv();
        boolean smart = !"dumb".equals(env.get("TERM"));
        return new Terminal(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                smart && Boolean.getBoolean("millrace.terminal.out"),
                smart && Boolean.getBoolean("millrace.terminal.err"),
                // https://no-color.org
                env.getOrDefault("NO_COLOR", "").isEmpty());
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** Prints text that stays, in colour on a terminal, which wraps what is too long for it. */
    void print(List<Line> lines) {
        lines.forEach(line -> out.println(line.render(Integer.MAX_VALUE, live && colour)));
    }

    /** Shows how far something is, in place of what was shown before; nothing if not a terminal. */
    void progress(String text) {
        if (progress) {
            err.print(REDRAW + text);
            err.flush();
        }
    }

    /** Takes the progress line away. */
    void progressDone() {
        progress("");
    }

    /** Columns and lines. */
    record Size(int columns, int rows) {

        private static final Size USUAL = new Size(80, 24);

        private static Size parse(String text) {
            String[] parts = text.trim().split(" ", -1);
            if (parts.length != 2) {
                return USUAL;
            }
            Size size = new Size(Integer.parseInt(parts[1]), Integer.parseInt(parts[0]));
            return size.columns > 0 && size.rows > 1 ? size : USUAL;
        }
    }

    /** Of the terminal as of now; 80 x 24 if it does not say. */
    Size size() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            byte[] said = stty.getInputStream().readAllBytes();
            return Size.parse(new String(said, StandardCharsets.US_ASCII));
        } catch (IOException | NumberFormatException e) {
            return Size.USUAL;
        }
    }
}
