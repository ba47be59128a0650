package io.millrace.format;

import java.nio.charset.StandardCharsets;

/**
 * MurmurHash3_x86_32 by Austin Appleby (public domain), the hash that feature hashing is usually
 * done with, so that a scorer in any language finds the same bucket.
 */
final class MurmurHash3 {

    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private MurmurHash3() {}

    /** The hash of a text's UTF-8 bytes. */
    static int hash(String text, int seed) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return hash(bytes, bytes.length, seed);
    }

    /** The hash of the first {@code length} bytes. */
    static int hash(byte[] bytes, int length, int seed) {
        int hash = seed;
        int whole = length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int block =
                    (bytes[i] & 0xff)
                            | (bytes[i + 1] & 0xff) << 8
                            | (bytes[i + 2] & 0xff) << 16
                            | (bytes[i + 3] & 0xff) << 24;
            hash = Integer.rotateLeft(hash ^ scrambled(block), 13) * 5 + 0xe6546b64;
        }
        int tail = 0;
        for (int i = length - 1; i >= whole; i--) {
            tail = tail << 8 | (bytes[i] & 0xff);
        }
        return finished(hash ^ scrambled(tail) ^ length);
    }

    private static int scrambled(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }

    private static int finished(int hash) {
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }
}
