package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.data.Feature;
import io.millrace.data.LearningEvent;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectReason;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.FormatConfig.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each breach of the contract in each format has its reason, a message, and the key if it is known.
 */
class RejectedRecordsTest {

    private static final String GOOD_JSON =
            "{\"user\":\"u\",\"x\":1,\"color\":\"red\",\"flag\":true,\"at\":0,\"y\":2,"
                    + "\"label\":\"no\",\"id\":\"i\",\"key\":\"k\",\"weight\":1}";
    private static final String GOOD_ARRAY = "[\"u\",1,\"red\",true,0,2,\"no\",\"i\",\"k\",1]";
    private static final String GOOD_CSV = "u,1,red,true,0,2,no,i,k,1";

    /** A bad record, and what is to be said of it. */
    record Bad(Kind kind, byte[] value, RejectReason reason, String key, String message) {

        Bad withKey(String known) {
            return new Bad(kind, value, reason, known, message);
        }

        @Override
        public String toString() {
            String text = new String(value, StandardCharsets.UTF_8);
            return kind + " " + reason + " " + Excerpt.of(text);
        }
    }

    private static Bad json(RejectReason reason, String good, String bad, String message) {
        return bad(Kind.JSON, GOOD_JSON, reason, good, bad, message);
    }

    private static Bad array(RejectReason reason, String good, String bad, String message) {
        return bad(Kind.JSON_ARRAY, GOOD_ARRAY, reason, good, bad, message);
    }

    private static Bad csv(RejectReason reason, String good, String bad, String message) {
        return bad(Kind.CSV, GOOD_CSV, reason, good, bad, message);
    }

    /** The good record with one piece of it replaced; the key can still be read. */
    private static Bad bad(
            Kind kind,
            String record,
            RejectReason reason,
            String good,
            String bad,
            String message) {
        assertThat(record).contains(good);
        String value = record.replace(good, bad);
        return new Bad(kind, value.getBytes(StandardCharsets.UTF_8), reason, "k", message);
    }

    private static Bad keyless(Kind kind, RejectReason reason, String value, String message) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return new Bad(kind, bytes, reason, LearningEvent.ONE_MODEL, message);
    }

    static List<Bad> badRecords() {
        return List.of(
                keyless(Kind.JSON, RejectReason.EMPTY, "", "empty"),
                keyless(Kind.JSON, RejectReason.EMPTY, " \t\r\n", "empty"),
                keyless(Kind.JSON_ARRAY, RejectReason.EMPTY, " ", "empty"),
                keyless(Kind.CSV, RejectReason.EMPTY, "\r\n", "empty"),
                keyless(Kind.CSV, RejectReason.EMPTY, "\uFEFF", "empty"),
                keyless(Kind.JSON, RejectReason.TOO_LARGE, " ".repeat(1001), "1001 bytes"),
                keyless(Kind.JSON_ARRAY, RejectReason.TOO_LARGE, "[".repeat(1001), "1000"),
                keyless(Kind.CSV, RejectReason.TOO_LARGE, ",".repeat(1001), "1000"),
                new Bad(Kind.JSON, latin1("{\"x\":\"é\"}"), RejectReason.NOT_UTF8, "", "UTF-8"),
                new Bad(Kind.JSON_ARRAY, latin1("[\"é\"]"), RejectReason.NOT_UTF8, "", "UTF-8"),
                new Bad(Kind.CSV, latin1("é,é,é,é,é,é"), RejectReason.NOT_UTF8, "", "UTF-8"),
                keyless(Kind.JSON, RejectReason.UNPARSABLE, "hello", "not JSON"),
                keyless(Kind.JSON, RejectReason.UNPARSABLE, "{\"x\":1", "not JSON"),
                keyless(Kind.JSON, RejectReason.UNPARSABLE, "{\"x\":1e}", "not JSON"),
                keyless(Kind.JSON, RejectReason.UNPARSABLE, "1,2,3", "not JSON"),
                keyless(Kind.JSON, RejectReason.UNPARSABLE, "[1,2", "not JSON"),
                keyless(Kind.JSON, RejectReason.UNPARSABLE, "<x>1</x>", "not JSON"),
                json(RejectReason.UNPARSABLE, "}", "}}", "not JSON"),
                json(RejectReason.UNPARSABLE, "}", "} {}", "behind the end"),
                json(RejectReason.UNPARSABLE, "{\"user\":\"u\"", "{\"user\":[1,}", "not JSON")
                        .withKey(""),
                array(RejectReason.UNPARSABLE, "1]", "1]]", "not JSON"),
                keyless(Kind.JSON_ARRAY, RejectReason.UNPARSABLE, "u,1,red", "not JSON"),
                csv(RejectReason.UNPARSABLE, "red", "\"red\"dish", "CSV").withKey(""),
                csv(RejectReason.UNPARSABLE, "red", "\"red", "CSV").withKey(""),
                csv(RejectReason.UNPARSABLE, ",1,red", ",1\nred", "more than one line").withKey(""),
                keyless(Kind.JSON, RejectReason.WRONG_SHAPE, "[1]", "not an object"),
                keyless(Kind.JSON, RejectReason.WRONG_SHAPE, "null", "not an object"),
                keyless(Kind.JSON, RejectReason.WRONG_SHAPE, "\"{}\"", "not an object"),
                keyless(Kind.JSON_ARRAY, RejectReason.WRONG_SHAPE, "{\"a\":1}", "not an array"),
                keyless(Kind.JSON_ARRAY, RejectReason.WRONG_SHAPE, "7", "not an array"),
                json(RejectReason.DUPLICATE_FIELD, "\"x\":1", "\"x\":1,\"x\":1", "'x'"),
                json(RejectReason.DUPLICATE_FIELD, "\"x\":1", "\"x\":null,\"x\":1", "'x'"),
                array(RejectReason.WRONG_WIDTH, "true,", "", "9 values; allowed are 10")
                        .withKey("1"),
                array(RejectReason.WRONG_WIDTH, ",1]", ",1,{}]", "11 values; allowed are 10"),
                keyless(Kind.JSON_ARRAY, RejectReason.WRONG_WIDTH, "[]", "0 values"),
                csv(RejectReason.WRONG_WIDTH, "true,", "", "9 fields; allowed are 10").withKey("1"),
                csv(RejectReason.WRONG_WIDTH, "k,1", "k,1,", "11 fields; allowed are 10"),
                json(RejectReason.WRONG_TYPE, ":1,\"c", ":\"far\",\"c", "'x' holds \"far\""),
                json(RejectReason.WRONG_TYPE, ":1,\"c", ":true,\"c", "'x' holds true"),
                json(RejectReason.WRONG_TYPE, ":1,\"c", ":{\"key\":9},\"c", "object or array"),
                json(RejectReason.WRONG_TYPE, ":1,\"c", ":\"0x1p3\",\"c", "0x1p3"),
                json(RejectReason.WRONG_TYPE, ":1,\"c", ":\"1f\",\"c", "a number"),
                json(RejectReason.WRONG_TYPE, "\"red\"", "[1]", "'color'"),
                json(RejectReason.WRONG_TYPE, "true", "2", "'flag' holds 2"),
                json(RejectReason.WRONG_TYPE, "true", "\"yes\"", "true, false, 1 or 0"),
                array(RejectReason.WRONG_TYPE, ",1,\"red", ",\"far\",\"red", "'x' holds \"far\""),
                array(RejectReason.WRONG_TYPE, "true", "[]", "'flag'"),
                csv(RejectReason.WRONG_TYPE, "true", "maybe", "'flag' holds \"maybe\""),
                csv(RejectReason.WRONG_TYPE, ",1,red", ",1 2,red", "'x' holds \"1 2\""),
                json(RejectReason.OUT_OF_RANGE, ":1,\"c", ":1e39,\"c", "'x' holds 1e39"),
                json(RejectReason.OUT_OF_RANGE, ":1,\"c", ":-1e999,\"c", "-1e999"),
                array(RejectReason.OUT_OF_RANGE, ",1,\"red", ",1e39,\"red", "3.4e38"),
                csv(RejectReason.OUT_OF_RANGE, ",1,red", ",4e38,red", "3.4e38"),
                json(RejectReason.MISSING_LABEL, "\"label\":\"no\",", "", "'label' is missing"),
                json(RejectReason.MISSING_LABEL, "\"no\"", "null", "'label' holds null"),
                array(RejectReason.MISSING_LABEL, "\"no\"", "null", "'label' holds null"),
                csv(RejectReason.MISSING_LABEL, "no", "", "'label' holds \"\""),
                json(RejectReason.UNKNOWN_LABEL, "\"no\"", "\"maybe\"", "one of no, yes, 1, true"),
                json(RejectReason.UNKNOWN_LABEL, "\"no\"", "1.0", "'label' holds 1.0"),
                json(RejectReason.UNKNOWN_LABEL, "\"no\"", "false", "'label' holds false"),
                array(RejectReason.UNKNOWN_LABEL, "\"no\"", "\"No\"", "\"No\""),
                csv(RejectReason.UNKNOWN_LABEL, "no", "maybe", "\"maybe\""),
                json(RejectReason.BAD_LABEL, "\"no\"", "[\"no\"]", "'label' holds an object"),
                array(RejectReason.BAD_LABEL, "\"no\"", "{\"a\":1}", "'label' holds an object"),
                json(RejectReason.MISSING_KEY, "\"key\":\"k\",", "", "'key' is missing")
                        .withKey(""),
                json(RejectReason.MISSING_KEY, "\"k\"", "null", "'key' holds null").withKey(""),
                array(RejectReason.MISSING_KEY, "\"k\"", "\"\"", "'key' holds \"\"").withKey(""),
                csv(RejectReason.MISSING_KEY, ",k,", ",,", "'key'").withKey(""),
                json(RejectReason.BAD_KEY, "\"k\"", "true", "'key' holds true").withKey(""),
                json(RejectReason.BAD_KEY, "\"k\"", "[]", "'key'").withKey(""),
                json(RejectReason.BAD_KEY, "\"k\"", "\"a\\nb\"", "\"a\\u000ab\"").withKey(""),
                json(RejectReason.BAD_KEY, "\"k\"", "\"\\ud800\"", "\\ud800").withKey(""),
                array(RejectReason.BAD_KEY, "\"k\"", "{}", "'key'").withKey(""),
                csv(RejectReason.BAD_KEY, ",k,", "," + "k".repeat(201) + ",", "k…").withKey(""),
                json(RejectReason.BAD_ID, "\"i\"", "false", "'id' holds false"),
                json(RejectReason.BAD_ID, "\"i\"", "{}", "'id'"),
                array(RejectReason.BAD_ID, "\"i\"", "[[]]", "'id'"),
                json(RejectReason.BAD_TIME, "\"at\":0", "\"at\":\"noon\"", "'at' holds \"noon\""),
                json(RejectReason.BAD_TIME, "\"at\":0", "\"at\":1e18", "epoch milliseconds"),
                json(RejectReason.BAD_TIME, "\"at\":0", "\"at\":true", "'at' holds true"),
                json(RejectReason.BAD_TIME, "\"at\":0", "\"at\":\"2001-02-29\"", "2001-02-29"),
                array(RejectReason.BAD_TIME, "true,0", "true,\"24:00\"", "\"24:00\""),
                csv(RejectReason.BAD_TIME, "true,0", "true,2001-01-01T24:00", "ISO 8601"),
                json(RejectReason.BAD_WEIGHT, "\"weight\":1", "\"weight\":-1", "holds -1"),
                json(RejectReason.BAD_WEIGHT, "\"weight\":1", "\"weight\":NaN", "holds NaN"),
                json(RejectReason.BAD_WEIGHT, "\"weight\":1", "\"weight\":1e999", "1e999"),
                array(RejectReason.BAD_WEIGHT, "1]", "[]]", "'weight'"),
                csv(RejectReason.BAD_WEIGHT, "k,1", "k,Infinity", "finite"));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("badRecords")
    void namesReasonKeyFieldValueAndWhatIsAllowed(Bad bad) {
        RecordParser parser = RecordParsersTest.parser(bad.kind());

        RejectedRecordException rejected = rejection(parser, bad.value());

        assertThat(rejected.reason()).isEqualTo(bad.reason());
        assertThat(rejected).hasMessageContaining(bad.message());
        assertThat(rejected.key()).isEqualTo(bad.key());
        assertThat(rejected.getMessage()).hasSizeLessThan(300).matches("\\P{Cntrl}+");
    }

    @Test
    void reachesEveryReasonInEveryFormatThatCanHaveIt() {
        // That an id came before is no matter of one record's bytes.
        Set<RejectReason> notOfArrays =
                EnumSet.of(RejectReason.DUPLICATE_FIELD, RejectReason.DUPLICATE_ID);
        Set<RejectReason> notOfObjects =
                EnumSet.of(RejectReason.WRONG_WIDTH, RejectReason.DUPLICATE_ID);
        // All fields of CSV are text, and text is a good id. Nothing is nested.
        Set<RejectReason> notOfCsv =
                EnumSet.of(
                        RejectReason.DUPLICATE_FIELD,
                        RejectReason.DUPLICATE_ID,
                        RejectReason.WRONG_SHAPE,
                        RejectReason.BAD_ID,
                        RejectReason.BAD_LABEL);

        assertThat(reasons(Kind.JSON))
                .isEqualTo(EnumSet.complementOf(EnumSet.copyOf(notOfObjects)));
        assertThat(reasons(Kind.JSON_ARRAY))
                .isEqualTo(EnumSet.complementOf(EnumSet.copyOf(notOfArrays)));
        assertThat(reasons(Kind.CSV)).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(notOfCsv)));
    }

    private static Set<RejectReason> reasons(Kind kind) {
        return badRecords().stream()
                .filter(bad -> bad.kind() == kind)
                .map(Bad::reason)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RejectReason.class)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void parsesOnAfterAnyBadRecord(Kind kind) throws RejectedRecordException {
        RecordParser parser = RecordParsersTest.parser(kind);
        byte[] good = good(kind).getBytes(StandardCharsets.UTF_8);
        Sample before = parser.parse(Records.of(good));

        for (Bad bad : badRecords()) {
            rejection(parser, bad.kind() == kind ? bad.value() : null);
            Sample after = parser.parse(Records.of(good));
            Records.assertSame(after, before);
        }
    }

    private static String good(Kind kind) {
        return switch (kind) {
            case JSON -> GOOD_JSON;
            case JSON_ARRAY -> GOOD_ARRAY;
            case CSV -> GOOD_CSV;
        };
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refusesTombstones(Kind kind) {
        RecordParser parser = RecordParsersTest.parser(kind);

        assertThat(rejection(parser, null).reason()).isEqualTo(RejectReason.EMPTY);
    }

    @Test
    void namesTheFirstOfSeveralFaultsAndFindsTheKeyBehindIt() {
        String value = "{\"x\":\"far\",\"flag\":7,\"unknown\":{\"key\":1},\"key\":\"k2\"}";

        RejectedRecordException rejected =
                rejection(
                        RecordParsersTest.parser(Kind.JSON),
                        value.getBytes(StandardCharsets.UTF_8));

        assertThat(rejected.reason()).isEqualTo(RejectReason.WRONG_TYPE);
        assertThat(rejected).hasMessageContaining("'x'");
        assertThat(rejected.key()).isEqualTo("k2");
    }

    @Test
    void shortensAndEscapesWhatItShows() {
        String value = "{\"x\":\"" + "ab\\u0007\\u202e".repeat(50) + "\"}";

        RejectedRecordException rejected =
                rejection(
                        RecordParsersTest.parser(Kind.JSON),
                        value.getBytes(StandardCharsets.UTF_8));

        assertThat(rejected)
                .hasMessageContaining("\"" + "ab\\u0007\\u202e".repeat(10) + "…\"; allowed is");
    }

    @Test
    void skipsWhatIsNestedDeeplyAndRefusesWhatIsNestedWithoutEnd() throws RejectedRecordException {
        FormatConfig large = new FormatConfig(Kind.JSON, ',', 1 << 22);
        RecordParser parser = RecordParsers.create(large, Records.SCHEMA);

        Sample sample = parser.parse(nested(900));
        RejectedRecordException rejected =
                rejection(parser, Arrays.copyOf(nested(1 << 20).value(), 1 << 20));

        assertThat(sample.key()).isEqualTo("k");
        assertThat(rejected.reason()).isEqualTo(RejectReason.UNPARSABLE);
        assertThat(rejected).hasMessageContaining("nesting depth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e39", "-1e300", "\"4e38\""})
    void refusesTargetsBeyondTheRangeOfAFloat(String target) {
        Schema regression =
                new Schema(List.of(new Feature.Numeric("x")), new Target.Regression("y"));
        RecordParser parser =
                RecordParsers.create(new FormatConfig(Kind.JSON, ',', 1_000), regression);
        byte[] value = ("{\"x\":1,\"y\":" + target + "}").getBytes(StandardCharsets.UTF_8);

        RejectedRecordException rejected = rejection(parser, value);

        assertThat(rejected.reason()).isEqualTo(RejectReason.OUT_OF_RANGE);
        assertThat(rejected).hasMessageContaining("'y'").hasMessageContaining("3.4e38");
    }

    private static RawRecord nested(int depth) {
        String deep = "[{\"key\":".repeat(depth / 2) + "1" + "}]".repeat(depth / 2);
        return Records.of(GOOD_JSON.replace("{\"user\"", "{\"unknown\":" + deep + ",\"user\""));
    }

    private static RejectedRecordException rejection(RecordParser parser, byte[] value) {
        RejectedRecordException rejected =
                catchThrowableOfType(
                        RejectedRecordException.class, () -> parser.parse(Records.of(value)));
        assertThat(rejected).isNotNull();
        return rejected;
    }
}
