package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Target;
import io.millrace.fuzz.Hostile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Labels and points in time by a stranger: one field, whatever the format around it. */
final class FieldFuzz {

    private FieldFuzz() {}

    private static final LabelReader NUMBER = new LabelReader(new Target.Regression("y"));
    private static final LabelReader CLASS =
            new LabelReader(new Target.Classification("y", List.of("no", "yes", "1", "ü")));

    static void label(byte[] bytes) {
        for (FieldValue.Kind kind : FieldValue.Kind.values()) {
            FieldValue value = value(kind, bytes);
            Hostile.read(bytes.length, 64, FieldFault.class, () -> NUMBER.read(value))
                    .ifPresent(y -> assertThat(Math.abs(y)).isLessThanOrEqualTo(Float.MAX_VALUE));
            Hostile.read(bytes.length, 64, FieldFault.class, () -> CLASS.read(value))
                    .ifPresent(y -> assertThat(y).isIn(0.0, 1.0, 2.0, 3.0));
        }
    }

    static void time(byte[] bytes) {
        for (FieldValue.Kind kind : FieldValue.Kind.values()) {
            FieldValue value = value(kind, bytes);
            long millis =
                    Hostile.read(
                                    bytes.length,
                                    64,
                                    IllegalStateException.class,
                                    () -> EpochMillis.read(value))
                            .orElseThrow();
            if (millis != EpochMillis.INVALID) {
                int year = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).getYear();
                assertThat(year).isBetween(0, 9999);
            }
        }
    }

    private static FieldValue value(FieldValue.Kind kind, byte[] bytes) {
        char[] text = new String(bytes, StandardCharsets.UTF_8).toCharArray();
        FieldValue value = new FieldValue();
        boolean bare = kind == FieldValue.Kind.NULL || kind == FieldValue.Kind.NESTED;
        return bare ? value.set(kind) : value.set(kind, text, 0, text.length);
    }
}
