package io.millrace.chaos;

import io.millrace.data.RawRecord;
import io.millrace.learn.Chance;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a number, by which millions of outputs are compared without keeping them. Of 64 bits:
 * two that differ are taken for equal once in 10^19.
 */
final class Hash {

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int NULL = -1;

    private Hash() {}

    /** Of a field; null is unlike any other. */
    static long of(byte @Nullable [] field) {
        return add(1, field);
    }

    /** Of a key and a value. */
    static long of(byte @Nullable [] key, byte @Nullable [] value) {
        return add(add(2, key), value);
    }

    static long of(List<RawRecord.Header> headers) {
        long hash = headers.size();
        for (RawRecord.Header header : headers) {
            hash = add(hash, header.name().getBytes(StandardCharsets.UTF_8));
            hash = add(hash, header.value());
        }
        return hash;
    }

    private static long add(long start, byte @Nullable [] field) {
        if (field == null) {
            return Chance.mix(start, NULL);
        }
        long hash = Chance.mix(start, field.length);
        int i = 0;
        for (; i + Long.BYTES <= field.length; i += Long.BYTES) {
            hash = Chance.mix(hash, (long) WORDS.get(field, i));
        }
        for (; i < field.length; i++) {
            hash = Chance.mix(hash, field[i]);
        }
        return hash;
    }

    /** SHA-256 in lower-case hexadecimal. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
