package io.millrace.format;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings and arrays on the wire: a length, then the elements. A null has the length -1.
 *
 * <p>Strings go as UTF-16 code units, not UTF-8: a key may hold an unpaired surrogate (JSON can
 * spell one), UTF-8 would turn it into another key, and the record would arrive at the wrong model.
 *
 * <p>Reading grows its arrays as elements arrive, so a wrong length cannot allocate more than a
 * small multiple of the bytes that are there.
 */
final class Wire {

    private static final int NULL = -1;
    private static final int FIRST_CHUNK = 4096;

    private Wire() {}

    static void writeString(@Nullable String value, DataOutput out) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
            return;
        }
        out.writeInt(value.length());
        out.writeChars(value);
    }

    static String readString(DataInput in) throws IOException {
        return required(readNullableString(in));
    }

    static @Nullable String readNullableString(DataInput in) throws IOException {
        int length = readLength(in);
        if (length == NULL) {
            return null;
        }
        char[] chars = new char[Math.min(length, FIRST_CHUNK)];
        for (int i = 0; i < length; i++) {
            if (i == chars.length) {
                chars = Arrays.copyOf(chars, grown(i, length));
            }
            chars[i] = in.readChar();
        }
        return new String(chars);
    }

    static void writeBytes(byte @Nullable [] value, DataOutput out) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
            return;
        }
        out.writeInt(value.length);
        out.write(value);
    }

    static byte @Nullable [] readNullableBytes(DataInput in) throws IOException {
        int length = readLength(in);
        return length == NULL ? null : readBytes(in, length);
    }

    /** Exactly {@code length} bytes. */
    static byte[] readBytes(DataInput in, int length) throws IOException {
        byte[] bytes = new byte[Math.min(length, FIRST_CHUNK)];
        int read = 0;
        while (true) {
            in.readFully(bytes, read, bytes.length - read);
            read = bytes.length;
            if (read == length) {
                return bytes;
            }
            bytes = Arrays.copyOf(bytes, grown(read, length));
        }
    }

    static void writeFloats(float[] value, DataOutput out) throws IOException {
        out.writeInt(value.length);
        for (float element : value) {
            out.writeInt(Float.floatToRawIntBits(element));
        }
    }

    static float[] readFloats(DataInput in) throws IOException {
        int length = readCount(in);
        float[] array = new float[Math.min(length, FIRST_CHUNK)];
        for (int i = 0; i < length; i++) {
            if (i == array.length) {
                array = Arrays.copyOf(array, grown(i, length));
            }
            array[i] = Float.intBitsToFloat(in.readInt());
        }
        return array;
    }

    static void writeInts(int[] value, DataOutput out) throws IOException {
        out.writeInt(value.length);
        for (int element : value) {
            out.writeInt(element);
        }
    }

    static int[] readInts(DataInput in) throws IOException {
        int length = readCount(in);
        int[] array = new int[Math.min(length, FIRST_CHUNK)];
        for (int i = 0; i < length; i++) {
            if (i == array.length) {
                array = Arrays.copyOf(array, grown(i, length));
            }
            array[i] = in.readInt();
        }
        return array;
    }

    static void writeLongs(long[] value, DataOutput out) throws IOException {
        out.writeInt(value.length);
        for (long element : value) {
            out.writeLong(element);
        }
    }

    static long[] readLongs(DataInput in) throws IOException {
        int length = readCount(in);
        long[] array = new long[Math.min(length, FIRST_CHUNK)];
        for (int i = 0; i < length; i++) {
            if (i == array.length) {
                array = Arrays.copyOf(array, grown(i, length));
            }
            array[i] = in.readLong();
        }
        return array;
    }

    static void writeDoubles(double @Nullable [] value, DataOutput out) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
            return;
        }
        out.writeInt(value.length);
        for (double element : value) {
            out.writeLong(Double.doubleToRawLongBits(element));
        }
    }

    static double @Nullable [] readNullableDoubles(DataInput in) throws IOException {
        int length = readLength(in);
        if (length == NULL) {
            return null;
        }
        double[] array = new double[Math.min(length, FIRST_CHUNK)];
        for (int i = 0; i < length; i++) {
            if (i == array.length) {
                array = Arrays.copyOf(array, grown(i, length));
            }
            array[i] = Double.longBitsToDouble(in.readLong());
        }
        return array;
    }

    /** A length of 0 or more. */
    static int readCount(DataInput in) throws IOException {
        int count = readLength(in);
        if (count == NULL) {
            throw new CorruptBytesException("nothing where a value must be");
        }
        return count;
    }

    /** A length of 0 or more, or -1 for null. */
    private static int readLength(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < NULL) {
            throw new CorruptBytesException("a length of " + length);
        }
        return length;
    }

    static <T> T required(@Nullable T value) throws CorruptBytesException {
        if (value == null) {
            throw new CorruptBytesException("nothing where a value must be");
        }
        return value;
    }

    private static int grown(int current, int wanted) {
        return (int) Math.min(wanted, 2L * current);
    }
}
