package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

/** Equality field by field, and of numbers by their bits; AssertJ's own knows tolerances. */
public final class Exactly {

    private Exactly() {}

    public static void assertSame(Object actual, Object expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Float::equals, Float.class)
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(expected);
    }

    public static boolean same(Object actual, Object expected) {
        try {
            assertSame(actual, expected);
            return true;
        } catch (AssertionError different) {
            return false;
        }
    }
}
