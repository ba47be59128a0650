package io.millrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.RawRecord;
import io.millrace.data.Sample;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordLineTest {

    private static final byte[] BYTES = {(byte) 0xff, 0};

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static String value(byte[] value) throws IOException {
        return RecordLine.value(
                new RawRecord(utf8("key"), value, List.of(), "topic", 1, 2, Sample.NO_TIME));
    }

    @Test
    void textIsPrintedAsItIs() throws IOException {
        assertThat(value(utf8("{\"x\": 1.50}"))).isEqualTo("{\"x\": 1.50}");
        assertThat(value(utf8("blé,\t7"))).isEqualTo("blé,\t7");
        assertThat(value(utf8(""))).isEmpty();
    }

    @Test
    void whatIsNoLineOfTextIsPrintedAsOne() throws IOException {
        assertThat(value(utf8("a\nb\u001b[2J"))).isEqualTo("\"a\\nb\\u001B[2J\"");
        assertThat(value(utf8("next\u0085line"))).startsWith("\"next");
        assertThat(value(BYTES)).isEqualTo("{\"base64\":\"/wA=\"}");
        assertThat(value(null)).isEqualTo("null");
    }

    @Test
    void anEnvelopeHoldsAllOfARecord() throws IOException {
        assertThat(
                        RecordLine.envelope(
                                new RawRecord(
                                        null,
                                        utf8("a\nb"),
                                        List.of(
                                                new RawRecord.Header("reason", utf8("bad-time")),
                                                new RawRecord.Header("twice", utf8("first")),
                                                new RawRecord.Header("twice", BYTES),
                                                new RawRecord.Header("none", null)),
                                        "topic",
                                        1,
                                        23,
                                        456)))
                .isEqualTo(
                        "{\"partition\":1,\"offset\":23,\"timestamp\":456,\"key\":null,"
                                + "\"headers\":{\"reason\":\"bad-time\","
                                + "\"twice\":{\"base64\":\"/wA=\"},\"none\":null},"
                                + "\"value\":\"a\\nb\"}");
        assertThat(
                        RecordLine.envelope(
                                new RawRecord(
                                        BYTES, BYTES, List.of(), "topic", 0, 0, Sample.NO_TIME)))
                .isEqualTo(
                        "{\"partition\":0,\"offset\":0,\"key\":{\"base64\":\"/wA=\"},\"headers\":{},"
                                + "\"value\":{\"base64\":\"/wA=\"}}");
    }
}
