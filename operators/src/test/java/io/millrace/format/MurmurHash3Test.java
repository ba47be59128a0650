package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MurmurHash3Test {

    /** Made by scikit-learn 1.9's {@code murmurhash3_32(key.encode(), seed, positive=True)}. */
    @ParameterizedTest
    @CsvSource({
        "'', 0, 0",
        "'', 1, 514e28b7",
        "'', ffffffff, 81f16f39",
        "a, 0, 3c2569b2",
        "ab, 0, 9bbfd75f",
        "abc, 0, b3dd93fa",
        "abcd, 0, 43ed676a",
        "'Hello, world!', 9747b28c, 24884cba",
        "The quick brown fox jumps over the lazy dog, 9747b28c, 2fa826cd",
        "Zürich 🚲, 7, d518efea"
    })
    void hashesAsTheReferenceDoes(String text, String seed, String hash) {
        assertThat(MurmurHash3.hash(text, Integer.parseUnsignedInt(seed, 16)))
                .isEqualTo(Integer.parseUnsignedInt(hash, 16));
    }
}
