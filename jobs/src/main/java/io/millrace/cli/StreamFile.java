package io.millrace.cli;

import io.millrace.format.CsvFile;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A CSV file that can be read more than once: one of the person's, or one in memory. */
final class StreamFile {

    private interface Opener {
        InputStream open() throws IOException;
    }

    private final String name;
    private final long bytes;
    private final char delimiter;
    private final Opener opener;

    private StreamFile(String name, long bytes, char delimiter, Opener opener) {
        this.name = name;
        this.bytes = bytes;
        this.delimiter = delimiter;
        this.opener = opener;
    }

    /**
     * @throws IOException if there is no such file
     * @throws CommandException if it is none that can be read more than once
     */
    static StreamFile of(Path file, char delimiter) throws IOException {
        if (Files.isDirectory(file)) {
            throw CommandException.usage("'" + file + "' is a directory");
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw CommandException.usage(
                    "'" + file + "' is no plain file: pipes cannot be read, as it is read twice");
        }
        return new StreamFile(
                String.valueOf(file.getFileName()),
                Files.size(file),
                delimiter,
                () -> Files.newInputStream(file));
    }

    /** A file that lies in memory. */
    static StreamFile of(String name, byte[] content) {
        return new StreamFile(name, content.length, ',', () -> new ByteArrayInputStream(content));
    }

    String name() {
        return name;
    }

    /** Opens it at its first row. */
    CsvFile open() throws IOException {
        InputStream stream = new Interruptible(opener.open());
        try {
            return CsvFile.read(name, stream, delimiter);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    /** Reads it through and counts its rows, up to a limit. */
    long rows(long limit) throws IOException {
        try (CsvFile reader = open()) {
            long rows = 0;
            while (rows < limit && reader.next() != null) {
                rows++;
            }
            return rows;
        }
    }

    /** How much of the file an open reader has read, within [0, 1]. */
    double share(CsvFile reader) {
        return bytes > 0 ? Math.min(1, (double) reader.bytesRead() / bytes) : 0;
    }

    /** Ends with the thread that reads: a long file must not hold Ctrl-C up. */
    private static final class Interruptible extends FilterInputStream {

        Interruptible(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException();
            }
            return super.read(buffer, offset, length);
        }
    }
}
