package io.millrace.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.RawRecord;
import io.millrace.data.RejectReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterPrintTest {

    private static final RawRecord.Header LIFE_BEFORE =
            Committed.header("millrace.reason", "of an earlier life");
    private static final RawRecord.Header REASON =
            Committed.header("millrace.reason", RejectReason.TOO_LARGE.code());

    private static final RawRecord ORIGINAL =
            Committed.with("key".getBytes(UTF_8), "large".getBytes(UTF_8), List.of(LIFE_BEFORE));
    private static final LetterPrint EXPECTED = LetterPrint.of(ORIGINAL, RejectReason.TOO_LARGE);

    private static String differences(byte[] key, byte[] value, RawRecord.Header... headers) {
        return EXPECTED.differences(LetterPrint.read(Committed.with(key, value, List.of(headers))));
    }

    @Test
    void takesALetterThatHadToLeaveOutParts() {
        RawRecord.Header digest =
                Committed.header(
                        "millrace.value.sha-256",
                        "cd36ef6a1ed5eb6c5e9b5a2ba29d36ba6b7d3df4ae9bb6d8a9d1b6bd7b7f8e11");
        RawRecord.Header right =
                Committed.header("millrace.value.sha-256", Hash.sha256("large".getBytes(UTF_8)));
        RawRecord.Header value = Committed.header("millrace.dropped", "value");
        RawRecord.Header headers = Committed.header("millrace.dropped", "headers");
        RawRecord.Header key = Committed.header("millrace.dropped", "key");
        byte[] k = ORIGINAL.key();

        assertThat(differences(k, ORIGINAL.value(), LIFE_BEFORE, REASON)).isEmpty();
        assertThat(differences(k, null, LIFE_BEFORE, REASON, value, right)).isEmpty();
        assertThat(differences(k, null, LIFE_BEFORE, REASON, value, digest)).contains("value");
        assertThat(differences(k, null, LIFE_BEFORE, REASON)).contains("value");
        assertThat(differences(null, null, REASON, value, right, headers, key)).isEmpty();
        assertThat(differences(null, null, LIFE_BEFORE, REASON, value, right)).contains("key");
        assertThat(differences(k, null, REASON, value, right)).contains("headers");
    }
}
