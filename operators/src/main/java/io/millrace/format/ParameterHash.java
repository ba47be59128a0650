package io.millrace.format;

import io.millrace.data.Page;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The fingerprint of a model's parameters: two runs that learned the same, to the bit, have the
 * same.
 */
public final class ParameterHash {

    private static final String STAGE = "train";
    private static final String PARAMETERS = "params";

    private ParameterHash() {}

    /**
     * SHA-256 over the little-endian IEEE 754 bytes of the parameters, in lower-case hexadecimal.
     *
     * @param pages the pages of a whole model
     * @throws IllegalArgumentException if there are no parameters among them
     */
    public static String sha256(List<Page> pages) {
        for (Page page : pages) {
            if (page.stage().equals(STAGE)
                    && page.arrays().get(PARAMETERS) instanceof float[] parameters) {
                return sha256(parameters);
            }
        }
        throw new IllegalArgumentException("the model has no parameters: " + pages);
    }

    /** As {@link #sha256(List)}, of the parameters themselves. */
    public static String sha256(float[] parameters) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Float.BYTES * parameters.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(parameters);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
