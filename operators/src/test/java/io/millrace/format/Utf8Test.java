package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @Property(tries = 500)
    void allTextIsValid(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.isValid(bytes)).isTrue();
    }

    @Property(tries = 500)
    void whatIsValidDecodesWithoutLoss(@ForAll byte[] bytes) {
        byte[] decodedAndBack =
                new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.isValid(bytes)).isEqualTo(Arrays.equals(bytes, decodedAndBack));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17})
    void findsABadByteAtAnyPlace(int length) {
        for (int i = 0; i < length; i++) {
            byte[] bytes = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
            bytes[i] = (byte) 0x80;

            assertThat(Utf8.isValid(bytes)).isFalse();
        }
    }

    @Test
    void leavesOutAByteOrderMark() {
        assertThat(Utf8.decode("\uFEFFab".getBytes(StandardCharsets.UTF_8))).isEqualTo("ab");
        assertThat(Utf8.decode("ab".getBytes(StandardCharsets.UTF_8))).isEqualTo("ab");
    }
}
