package io.millrace.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which file a command reads, how, and how much of it. */
final class FileOptions {

    @Parameters(paramLabel = "FILE", description = "CSV with a header line, plain or gzip.")
    private Path file;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            converter = Delimiter.class,
            description = "Between fields, \\\\t for a tab; a comma without.")
    private char delimiter = ',';

    @Option(names = "--limit", paramLabel = "N", description = "Takes the first N rows only.")
    private long limit = Long.MAX_VALUE;

    /**
     * The file.
     *
     * @throws IOException if there is no such file
     * @throws CommandException if it cannot be read more than once, or no row of it is wanted
     */
    StreamFile stream() throws IOException {
        if (limit < 1) {
            throw CommandException.usage("--limit must be at least 1, got " + limit);
        }
        return StreamFile.of(file, delimiter);
    }

    /** Most rows to read. */
    long limit() {
        return limit;
    }
}
