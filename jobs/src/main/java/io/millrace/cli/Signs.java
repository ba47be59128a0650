package io.millrace.cli;

import io.millrace.format.CsvFile;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Says every now and then how far the learning of a file is. */
final class Signs implements LongConsumer {

    private static final long ROWS_BETWEEN_SIGNS = 20_000;

    private final Terminal terminal;
    private final StreamFile stream;
    private final CsvFile reader;
    private long next = ROWS_BETWEEN_SIGNS;

    Signs(Terminal terminal, StreamFile stream, CsvFile reader) {
        this.terminal = terminal;
        this.stream = stream;
        this.reader = reader;
    }

    @Override
    public void accept(long rows) {
        if (rows >= next) {
            next = rows + ROWS_BETWEEN_SIGNS;
            terminal.progress(
                    String.format(
                            Locale.ROOT,
                            "learning %s: %,d rows, %.0f %%",
                            stream.name(),
                            rows,
                            100 * stream.share(reader)));
        }
    }
}
