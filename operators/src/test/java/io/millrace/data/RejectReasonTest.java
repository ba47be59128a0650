package io.millrace.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RejectReasonTest {

    @Test
    void codesAreHyphenated() {
        assertThat(RejectReason.TOO_LARGE.code()).isEqualTo("too-large");
        assertThat(RejectReason.NOT_UTF8.code()).isEqualTo("not-utf8");
    }

    @Test
    void countsBalanceOverEveryEnding() {
        Counts counts = new Counts(10, 4, 1, 2, Map.of("empty", 2L, "wrong-type", 1L));

        assertThat(counts.rejected()).isEqualTo(3);
        assertThat(counts.balanced()).isTrue();
        assertThat(new Counts(11, 4, 1, 2, counts.deadLettered()).balanced()).isFalse();
    }
}
