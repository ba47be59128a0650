package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Feature;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.FormatConfig.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How each type of feature may be spelled in JSON. */
class FeatureEncoderTest {

    private static float head(Feature feature, String json) throws RejectedRecordException {
        return parse(feature, json).features().head()[0];
    }

    private static int tail(Feature feature, String json) throws RejectedRecordException {
        return parse(feature, json).features().tailIndices()[0];
    }

    private static Sample parse(Feature feature, String json) throws RejectedRecordException {
        Schema schema = new Schema(List.of(feature), new Target.Regression("label"));
        return RecordParsers.create(new FormatConfig(Kind.JSON, ',', 10_000), schema)
                .parse(Records.of("{\"f\":" + json + ",\"label\":1}"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-0, -0",
        "1.5e-3, 0.0015",
        "1e-50, 0",
        "3.4028235e38, 3.4028235e38",
        "16777217, 16777216",
        "\"12.5\", 12.5",
        "\" 7 \", 7",
        "null, NaN",
        "\"\", NaN",
        "\" \", NaN",
        "\"NaN\", NaN",
        "\"nan\", NaN",
        "\"NA\", NaN",
        "\"null\", NaN",
        "NaN, NaN",
        "Infinity, NaN",
        "-Infinity, NaN",
        "\"-Infinity\", NaN",
        "\"+inf\", NaN"
    })
    void aNumberMayBeTextAndWhatIsNotFiniteIsMissing(String json, float input)
            throws RejectedRecordException {
        assertThat(head(new Feature.Numeric("f"), json)).isEqualTo(Float.valueOf(input));
    }

    @ParameterizedTest
    @CsvSource({
        "true, 1",
        "false, 0",
        "1, 1",
        "0.0, 0",
        "\"True\", 1",
        "\"FALSE\", 0",
        "\"1\", 1",
        "null, NaN",
        "\"\", NaN",
        "NaN, NaN"
    })
    void aBooleanMayBeANumberOrText(String json, float input) throws RejectedRecordException {
        assertThat(head(new Feature.Bool("f"), json)).isEqualTo(Float.valueOf(input));
    }

    @ParameterizedTest
    @CsvSource({
        "\"a\", 0",
        "1, 1",
        "\"1\", 1",
        "true, 2",
        "\"NA\", 3",
        "\"a\\u0062\", 4",
        "1.0, 5",
        "\"A\", 5",
        "\"\", 5",
        "null, 5"
    })
    void aCategoryIsMatchedByItsCharacters(String json, int input) throws RejectedRecordException {
        Feature feature = new Feature.Categorical("f", List.of("a", "1", "true", "NA", "ab"));

        assertThat(tail(feature, json)).isEqualTo(input);
    }

    /** Buckets by scikit-learn's murmurhash3_32(word, murmurhash3_32("f", 0)) mod 1000. */
    @ParameterizedTest
    @CsvSource({
        "\"ATL\", 397",
        "17, 164",
        "\"Zürich 🚲\", 896",
        "null, 564",
        "\"\", 564",
        "\"\\ud800\", 54"
    })
    void aHashedWordFallsIntoTheBucketOfItsUtf8(String json, int bucket)
            throws RejectedRecordException {
        assertThat(tail(new Feature.Hashed("f", 1000), json)).isEqualTo(bucket);
    }

    @Test
    void aLongWordIsHashedWhole() throws RejectedRecordException {
        Feature feature = new Feature.Hashed("f", 1 << 20);
        String word = "é".repeat(1000);

        assertThat(tail(feature, '"' + word + '"'))
                .isEqualTo(
                        Integer.remainderUnsigned(
                                MurmurHash3.hash(word, MurmurHash3.hash("f", 0)), 1 << 20));
    }

    @Test
    void aTimeMayBeEpochMillisecondsOrIso8601AndIsMissingInAllItsInputs()
            throws RejectedRecordException {
        Feature feature =
                new Feature.Time(
                        "f", List.of(Feature.Cycle.HOUR_OF_DAY, Feature.Cycle.DAY_OF_WEEK));

        float[] iso = parse(feature, "\"2001-01-01T06:00\"").features().head();
        float[] epoch = parse(feature, "978328800000").features().head();
        float[] text = parse(feature, "\"978328800000\"").features().head();
        float[] missing = parse(feature, "\"NA\"").features().head();

        assertThat(iso).hasSize(8).startsWith(1f).doesNotContain(Float.NaN);
        assertThat(epoch).isEqualTo(iso);
        assertThat(text).isEqualTo(iso);
        assertThat(missing).hasSize(8).containsOnly(Float.NaN);
    }

    @Test
    void whatARecordDoesNotNameIsMissing() throws RejectedRecordException {
        Sample sample =
                RecordParsersTest.parser(Kind.JSON)
                        .parse(Records.of("{\"label\":\"no\",\"key\":\"k\"}"));

        assertThat(sample.features().head()).containsOnly(Float.NaN);
        // Behind 7 dense inputs: word 3 of color is "(other)", bucket 15 of user is the empty
        // word's.
        assertThat(sample.features().tailIndices()).containsExactly(10, 26);
        assertThat(sample.id()).isNull();
        assertThat(sample.eventTime).isEqualTo(Sample.NO_TIME);
        assertThat(sample.weight).isEqualTo(1);
    }

    @Test
    void samplesShareNoArrays() throws RejectedRecordException {
        RecordParser parser = RecordParsersTest.parser(Kind.JSON);
        Sample first = parser.parse(Records.of("{\"label\":\"no\",\"key\":\"k\"}"));
        first.features().head()[0] = 5;
        first.features().tailIndices()[0] = 5;
        first.features().tailValues()[0] = 5;

        Sample second = parser.parse(Records.of("{\"label\":\"no\",\"key\":\"k\"}"));

        assertThat(second.features().head()[0]).isNaN();
        assertThat(second.features().tailIndices()).containsExactly(10, 26);
        assertThat(second.features().tailValues()).containsExactly(1f, 1f);
    }
}
