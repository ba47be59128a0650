package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.FormatConfig.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the formats have in common. */
class RecordParsersTest {

    /** The same sample in each format. */
    private static final Map<Kind, String> TWINS =
            Map.of(
                    Kind.JSON,
                    """
                    {"weight": 0.5, "other": [1, {"x": 2}], "label": "yes", "x": -1.5e2,
                     "color": "green", "flag": true, "y": null, "key": "k", "id": 17,
                     "user": "ann", "at": "2001-01-01T06:00"}
                    """,
                    Kind.JSON_ARRAY,
                    """
                    ["ann", -1.5e2, "green", true, "2001-01-01T06:00", null, "yes", 17, "k", 0.5]
                    """,
                    Kind.CSV,
                    """
                    ann,-1.5e2,"green",true,2001-01-01T06:00,,yes,17,k,0.5
                    """);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void allFormatsGiveTheSameSample(Kind kind) throws RejectedRecordException {
        Sample sample = parser(kind).parse(Records.of(TWINS.get(kind)));

        FeatureVector features = sample.features();
        assertThat(features.head())
                .containsExactly(
                        new float[] {-150f, Float.NaN, 1f, 1f, 0f, 0f, -1f}, within(1e-6f));
        // "green" is word 1 behind 7 dense inputs. "ann" falls into bucket 10 behind those and 4
        // words: scikit-learn's murmurhash3_32("ann", murmurhash3_32("user", 0)) mod 16.
        assertThat(features.tailIndices()).containsExactly(8, 21);
        assertThat(features.tailValues()).containsExactly(1f, 1f);
        assertThat(sample.labelClass()).isEqualTo(1);
        assertThat(sample.id()).isEqualTo("17");
        assertThat(sample.key()).isEqualTo("k");
        assertThat(sample.weight).isEqualTo(0.5);
        assertThat(sample.eventTime).isEqualTo(978_328_800_000L);
        assertThat(sample.partition).isEqualTo(3);
        assertThat(sample.offset).isEqualTo(42);
    }

    @Test
    void listsTheColumnsOfTheDenseFormats() {
        assertThat(RecordParsers.columns(Records.SCHEMA))
                .isEqualTo(
                        List.of(
                                "user", "x", "color", "flag", "at", "y", "label", "id", "key",
                                "weight"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aParserIsSerialisedAsWhatItWasMadeFrom(Kind kind)
            throws IOException, ClassNotFoundException, RejectedRecordException {
        RecordParser parser = parser(kind);
        Sample before = parser.parse(Records.of(TWINS.get(kind)));

        RecordParser copy =
                InstantiationUtil.deserializeObject(
                        InstantiationUtil.serializeObject(parser), getClass().getClassLoader());

        assertThat(copy).hasSameClassAs(parser);
        Records.assertSame(copy.parse(Records.of(TWINS.get(kind))), before);
    }

    @Test
    void readsLinesInTheOrderOfAFile() throws RejectedRecordException {
        Schema schema =
                new Schema(
                        List.of(new Feature.Numeric("x"), new Feature.Numeric("y")),
                        new Target.Regression("label"));
        RecordParser parser =
                RecordParsers.csv(schema, ';', 100, List.of("label", "y", "other", "x"));

        Sample sample = parser.parse(Records.of("3;2;what;1\r\n"));

        assertThat(sample.features().head()).containsExactly(1f, 2f);
        assertThat(sample.label()).isEqualTo(3);
        assertThatThrownBy(() -> RecordParsers.csv(schema, ';', 100, List.of("label", "z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no column 'x', 'y'; the columns are label, z");
    }

    @Test
    void aFormatNeedsADelimiterThatCanDelimit() {
        for (char delimiter : new char[] {'"', '\n', '\r', 'ü'}) {
            assertThatThrownBy(() -> new FormatConfig(Kind.CSV, delimiter, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("delimiter");
        }
    }

    static RecordParser parser(Kind kind) {
        return RecordParsers.create(new FormatConfig(kind, ',', 1000), Records.SCHEMA);
    }
}
