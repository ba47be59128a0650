package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.FeatureVector;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.format.FormatConfig.Kind;
import java.util.List;
import java.util.Map;
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

    static RecordParser parser(Kind kind) {
        return RecordParsers.create(new FormatConfig(kind, ',', 1000), Records.SCHEMA);
    }
}
