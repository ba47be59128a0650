package io.millrace.format;

import io.millrace.data.Page;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The fingerprint of a model's parameters: two runs that learned the same, to the bit, have the
 * same.
 */
public final class ParameterHash {

    private static final String STAGE = "train";
    private static final String PARAMETERS = "params";

    private ParameterHash() {}

    /**
     * SHA-256, in lower-case hexadecimal, over the little-endian IEEE 754 bytes of the parameters.
     * A population has many: then over the name, the length, a line feed and the bytes of each
     * array of the trainer's page, in the order of the names.
     *
     * @param pages the pages of a whole model
     * @throws IllegalArgumentException if there is nothing of a trainer among them
     */
    public static String sha256(List<Page> pages) {
        for (Page page : pages) {
            if (page.stage().equals(STAGE) && !page.arrays().isEmpty()) {
                return page.arrays().get(PARAMETERS) instanceof float[] parameters
                        ? sha256(parameters)
                        : sha256(page);
            }
        }
        throw new IllegalArgumentException("the model has no parameters");
    }

    /** As {@link #sha256(List)}, of the parameters themselves. */
    public static String sha256(float[] parameters) {
        MessageDigest digest = digest();
        digest.update(bytes(parameters));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String sha256(Page page) {
        MessageDigest digest = digest();
        new TreeMap<>(page.arrays())
                .forEach(
                        (name, array) -> {
                            if (!name.equals("totals")) {
                                digest.update(
                                        (name + Array.getLength(array) + '\n')
                                                .getBytes(StandardCharsets.UTF_8));
                                digest.update(bytes(array));
                            }
                        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(Object array) {
        boolean narrow = array instanceof float[] || array instanceof int[];
        int width = narrow ? Float.BYTES : Double.BYTES;
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(width, Array.getLength(array)))
                        .order(ByteOrder.LITTLE_ENDIAN);
        if (array instanceof float[] floats) {
            bytes.asFloatBuffer().put(floats);
        } else if (array instanceof int[] ints) {
            bytes.asIntBuffer().put(ints);
        } else if (array instanceof double[] doubles) {
            bytes.asDoubleBuffer().put(doubles);
        } else {
            bytes.asLongBuffer().put((long[]) array);
        }
        return bytes.array();
    }
}
