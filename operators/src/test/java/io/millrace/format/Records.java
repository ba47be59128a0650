package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Feature;
import io.millrace.data.RawRecord;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records and a schema with a feature of each kind, for tests. */
final class Records {

    /** A feature of each kind, and each of the optional fields. */
    static final Schema SCHEMA =
            new Schema(
                    List.of(
                            new Feature.Hashed("user", 16),
                            new Feature.Numeric("x"),
                            new Feature.Categorical("color", List.of("red", "green", "1")),
                            new Feature.Bool("flag"),
                            new Feature.Time("at", List.of(Feature.Cycle.HOUR_OF_DAY)),
                            new Feature.Numeric("y")),
                    new Target.Classification("label", List.of("no", "yes", "1", "true")),
                    "id",
                    "key",
                    "at",
                    "weight");

    private Records() {}

    static RawRecord of(byte @Nullable [] value) {
        return new RawRecord(null, value, List.of(), "topic", 3, 42, Sample.NO_TIME);
    }

    static RawRecord of(String value) {
        return of(value.getBytes(StandardCharsets.UTF_8));
    }

    /** To the bit, and with NaN equal to NaN. */
    static void assertSame(Sample actual, Sample expected) {
        assertThat(actual.features().head()).isEqualTo(expected.features().head());
        assertThat(actual.features().tailIndices()).isEqualTo(expected.features().tailIndices());
        assertThat(actual.features().tailValues()).isEqualTo(expected.features().tailValues());
        assertThat(actual.label()).isEqualTo(expected.label());
        assertThat(actual.key()).isEqualTo(expected.key());
        assertThat(actual.id()).isEqualTo(expected.id());
        assertThat(actual.eventTime).isEqualTo(expected.eventTime);
        assertThat(actual.weight).isEqualTo(expected.weight);
    }
}
