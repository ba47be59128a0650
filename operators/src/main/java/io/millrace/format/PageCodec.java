package io.millrace.format;

import io.millrace.data.Page;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A {@link Page} as bytes: what lies in checkpoints and savepoints. All numbers are little-endian.
 *
 * <pre>
 * header  int magic "MRPG" | int version | int length of the body | int CRC-32C of the body
 * body    string stage | int arrays | per array: string name | byte type | int length | numbers
 * string  unsigned short length | UTF-8
 * type    1 float, 2 double, 3 int, 4 long
 * </pre>
 */
public enum PageCodec implements Codec<Page> {
    INSTANCE;

    private static final int MAGIC = 0x4750524d;

    /** Of the format below. Each has a savepoint among the tests of the jobs. */
    public static final int VERSION = 1;

    private static final int HEADER = 16;

    @Override
    public String id() {
        return "page";
    }

    @Override
    public Class<Page> type() {
        return Page.class;
    }

    @Override
    public void write(Page page, DataOutput out) throws IOException {
        out.write(encode(page));
    }

    /**
     * @throws EOFException if there is nothing left to read
     * @throws CorruptBytesException if there is, but not a whole page
     */
    @Override
    public Page read(DataInput in) throws IOException {
        byte[] header = new byte[HEADER];
        header[0] = in.readByte();
        try {
            in.readFully(header, 1, HEADER - 1);
            Header parsed = Header.parse(littleEndian(header));
            return parsed.body(Wire.readBytes(in, parsed.length));
        } catch (EOFException e) {
            throw endsTooEarly();
        }
    }

    @Override
    public Page copy(Page page) {
        return page.copy();
    }

    @Override
    public boolean immutable() {
        return false;
    }

    /**
     * @throws IllegalArgumentException if the page is larger than 2 GiB
     */
    public static byte[] encode(Page page) {
        byte[] stage = utf8(page.stage());
        long length = 2L + stage.length + 4;
        for (Map.Entry<String, Object> entry : page.arrays().entrySet()) {
            ArrayType type = ArrayType.of(entry.getValue());
            length += 2L + utf8(entry.getKey()).length + 1 + 4;
            length += (long) type.length(entry.getValue()) * type.bytes;
        }
        if (length > Integer.MAX_VALUE - HEADER) {
            throw new IllegalArgumentException(
                    "page '" + page.stage() + "' has " + length + " bytes, more than 2 GiB");
        }
        byte[] bytes = new byte[HEADER + (int) length];
        ByteBuffer out = littleEndian(bytes).position(HEADER);
        putString(stage, out);
        out.putInt(page.arrays().size());
        page.arrays()
                .forEach(
                        (name, array) -> {
                            ArrayType type = ArrayType.of(array);
                            putString(utf8(name), out);
                            out.put(type.tag);
                            out.putInt(type.length(array));
                            type.put(array, out);
                        });
        out.putInt(0, MAGIC).putInt(4, VERSION).putInt(8, (int) length);
        out.putInt(12, checksum(bytes, HEADER, (int) length));
        return bytes;
    }

    /**
     * @throws CorruptBytesException if the bytes are not exactly one page that {@link #encode} made
     */
    public static Page decode(byte[] bytes) throws CorruptBytesException {
        if (bytes.length < HEADER) {
            throw new CorruptBytesException("a page of " + bytes.length + " bytes has no header");
        }
        Header header = Header.parse(littleEndian(bytes));
        if (header.length != bytes.length - HEADER) {
            throw new CorruptBytesException(
                    "a page of "
                            + header.length
                            + " bytes in "
                            + (bytes.length - HEADER)
                            + " bytes");
        }
        return header.body(Arrays.copyOfRange(bytes, HEADER, bytes.length));
    }

    /**
     * SHA-256 over whole pages, in their order, in hexadecimal: equal for equal states, whatever
     * the order in which a page's arrays were first asked for.
     */
    public static String sha256(List<Page> pages) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Page page : pages) {
                Page sorted = new Page(page.stage());
                new TreeMap<>(page.arrays()).forEach(sorted::put);
                digest.update(encode(sorted));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record Header(int length, int checksum) {

        static Header parse(ByteBuffer bytes) throws CorruptBytesException {
            if (bytes.getInt(0) != MAGIC) {
                throw new CorruptBytesException(
                        String.format("a page begins with 'MRPG', not %08x", bytes.getInt(0)));
            }
            if (bytes.getInt(4) != VERSION) {
                throw new CorruptBytesException(
                        "a page of format version "
                                + bytes.getInt(4)
                                + "; this release reads "
                                + VERSION);
            }
            if (bytes.getInt(8) < 0) {
                throw new CorruptBytesException("a page of " + bytes.getInt(8) + " bytes");
            }
            return new Header(bytes.getInt(8), bytes.getInt(12));
        }

        Page body(byte[] body) throws CorruptBytesException {
            if (PageCodec.checksum(body, 0, body.length) != checksum) {
                throw new CorruptBytesException("a page whose checksum does not match");
            }
            ByteBuffer in = littleEndian(body);
            Page page = new Page(getString(in));
            int arrays = get(in, 4).getInt();
            for (int i = 0; i < arrays; i++) {
                String name = getString(in);
                ArrayType type = ArrayType.of(get(in, 1).get());
                int length = get(in, 4).getInt();
                if (length < 0 || length > in.remaining() / type.bytes || page.has(name)) {
                    throw new CorruptBytesException(
                            "array '" + name + "' of page '" + page.stage() + "' is malformed");
                }
                page.put(name, type.get(in, length));
            }
            if (arrays < 0 || in.hasRemaining()) {
                throw new CorruptBytesException(
                        "page '" + page.stage() + "' does not end where its arrays end");
            }
            return page;
        }
    }

    private static ByteBuffer get(ByteBuffer in, int bytes) throws CorruptBytesException {
        if (in.remaining() < bytes) {
            throw endsTooEarly();
        }
        return in;
    }

    private static CorruptBytesException endsTooEarly() {
        return new CorruptBytesException("a page that ends too early");
    }

    private static String getString(ByteBuffer in) throws CorruptBytesException {
        byte[] bytes = new byte[get(in, 2).getShort() & 0xffff];
        get(in, bytes.length).get(bytes);
        // Another text would be written than was read, and could be longer than a name may be.
        if (!Utf8.isValid(bytes)) {
            throw new CorruptBytesException("a name in a page that is not UTF-8");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void putString(byte[] utf8, ByteBuffer out) {
        out.putShort((short) utf8.length).put(utf8);
    }

    private static byte[] utf8(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xffff) {
            throw new IllegalArgumentException("a name of " + bytes.length + " bytes in a page");
        }
        return bytes;
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
