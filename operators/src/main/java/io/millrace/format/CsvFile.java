package io.millrace.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.millrace.data.RawRecord;
import io.millrace.data.Sample;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file (RFC 4180, UTF-8) with a header, plain or compressed by gzip, as a stream of records:
 * the bytes of one row each, without its line break. A quoted field may hold line breaks. Blank
 * lines are no rows.
 *
 * <p>The rows are not looked into further. What is wrong with one shows when it is parsed.
 */
public final class CsvFile implements Closeable {

    /** Rows longer than this are no rows: somewhere a quote was opened and never closed. */
    private static final int MAX_ROW_BYTES = 1 << 24;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final String name;
    private final char delimiter;
    private final CountingInputStream raw;
    private final InputStream in;
    private final List<String> columns;
    private final ByteArrayOutputStream row = new ByteArrayOutputStream();
    private final byte[] chunk = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private long rows;

    private CsvFile(String name, InputStream stream, char delimiter) throws IOException {
        this.name = name;
        this.delimiter = delimiter;
        this.raw = new CountingInputStream(stream);
        this.in = unzipped(raw);
        this.columns = readHeader();
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws IOException if it cannot be read, or has no header or one that names a column twice
     */
    public static CsvFile open(Path file, char delimiter) throws IOException {
        InputStream stream = Files.newInputStream(file);
        try {
            return read(String.valueOf(file.getFileName()), stream, delimiter);
        } catch (IOException | RuntimeException failed) {
            stream.close();
            throw failed;
        }
    }

    /**
     * Reads from a stream as from a file of that name.
     *
     * @throws IOException as {@link #open}
     */
    public static CsvFile read(String name, InputStream stream, char delimiter) throws IOException {
        return new CsvFile(name, stream, delimiter);
    }

    private static InputStream unzipped(InputStream stream) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stream, BUFFER_BYTES);
        buffered.mark(2);
        int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
    }

    private List<String> readHeader() throws IOException {
        byte[] line = nextRow();
        if (line == null) {
            throw new IOException(
                    name + ": the file is empty; its first line must name the columns");
        }
        if (!Utf8.isValid(line)) {
            throw new IOException(name + ": the header is not valid UTF-8");
        }
        List<String> header;
        try {
            header = List.of(new CsvFields(delimiter).split(Utf8.decode(line)));
        } catch (CsvParseException malformed) {
            throw new IOException(name + ": the header is not CSV: " + CsvFields.why(malformed));
        }
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (column.isBlank()) {
                throw new IOException(
                        String.format("%s: column %d has no name", name, seen.size() + 1));
            }
            if (!seen.add(column)) {
                throw new IOException(
                        String.format(
                                "%s: the header names the column '%s' twice",
                                name, Excerpt.of(column)));
            }
        }
        return header;
    }

    /** The columns in the order of the file. */
    public List<String> columns() {
        return columns;
    }

    /** The sign between two fields. */
    public char delimiter() {
        return delimiter;
    }

    /**
     * The next row, or null at the end. Its topic is the file's name, its offset counts the rows
     * from 0.
     *
     * @throws IOException if the file cannot be read further
     */
    public @Nullable RawRecord next() throws IOException {
        byte[] line = nextRow();
        return line == null
                ? null
                : new RawRecord(null, line, List.of(), name, 0, rows++, Sample.NO_TIME);
    }

    /** Bytes of the file read so far, as they lie on disk. */
    public long bytesRead() {
        return raw.count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The next line that is not blank. */
    private byte @Nullable [] nextRow() throws IOException {
        boolean more = true;
        row.reset();
        while (more && row.size() == 0) {
            more = readRow();
        }
        return row.size() == 0 ? null : row.toByteArray();
    }

    /**
     * Where in a row the reader is; a line break ends the row in each place but {@link #QUOTED}.
     */
    private enum Place {
        FIELD_START,
        UNQUOTED,
        QUOTED,
        /** Behind a quote inside of quotes: the end of the field, or the first half of a "". */
        CLOSING;

        Place behind(int b, char delimiter) {
            if (this == QUOTED) {
                return b == '"' ? CLOSING : QUOTED;
            } else if (b == '"' && this != UNQUOTED) {
                return QUOTED;
            }
            return b == delimiter ? FIELD_START : UNQUOTED;
        }
    }

    /** Reads up to and including the end of a row. Answers whether there may be another. */
    private boolean readRow() throws IOException {
        Place place = Place.FIELD_START;
        boolean carriageReturn = false;
        for (int b = read(); b >= 0; b = read()) {
            if (b == '\n' && place != Place.QUOTED) {
                return true;
            }
            if (carriageReturn) {
                row.write('\r');
            }
            carriageReturn = b == '\r';
            if (!carriageReturn) {
                row.write(b);
            }
            place = place.behind(b, delimiter);
            if (row.size() > MAX_ROW_BYTES) {
                throw new IOException(
                        String.format(
                                "%s: row %d is longer than %d bytes; is a quote not closed?",
                                name, rows, MAX_ROW_BYTES));
            }
        }
        return false;
    }

    private int read() throws IOException {
        if (at == end) {
            at = 0;
            end = fill();
        }
        return end < 0 ? -1 : chunk[at++] & 0xff;
    }

    private int fill() throws IOException {
        try {
            return in.read(chunk);
        } catch (IOException broken) {
            throw new IOException(name + ": " + broken.getMessage(), broken);
        }
    }

    /** Counts what is read of a file before it is unpacked. */
    private static final class CountingInputStream extends FilterInputStream {

        private long count;

        CountingInputStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
