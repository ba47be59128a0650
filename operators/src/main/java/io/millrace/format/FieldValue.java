package io.millrace.format;

import com.fasterxml.jackson.core.io.NumberInput;

/**
 * One value as it stands in a record, in whatever format: its characters as written, and what they
 * were written as. A window over a parser's buffer, reused for each field, valid until the next.
 */
final class FieldValue implements CharSequence {

    /** How a value was written. */
    enum Kind {
        /** JSON null. */
        NULL,
        /** A JSON string, or any field of CSV. */
        TEXT,
        NUMBER,
        BOOLEAN,
        /** A JSON object or array. */
        NESTED
    }

    private static final char[] NOTHING = {};
    private static final char[] TRUE = "true".toCharArray();
    private static final char[] FALSE = "false".toCharArray();
    private static final int MAX_NUMBER_LENGTH = 1000;

    private Kind kind = Kind.NULL;
    private char[] buffer = NOTHING;
    private int offset;
    private int length;

    FieldValue set(Kind kind, char[] buffer, int offset, int length) {
        this.kind = kind;
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        return this;
    }

    FieldValue set(boolean value) {
        char[] text = value ? TRUE : FALSE;
        return set(Kind.BOOLEAN, text, 0, text.length);
    }

    /** A value without characters: {@link Kind#NULL} or {@link Kind#NESTED}. */
    FieldValue set(Kind kind) {
        return set(kind, NOTHING, 0, 0);
    }

    Kind kind() {
        return kind;
    }

    /** Whether there is nothing: null or the empty text. */
    boolean isNothing() {
        return length == 0 && kind != Kind.NESTED;
    }

    /** Whether it says that there is no value: empty, blank, {@code null} or {@code NA}. */
    boolean isAbsent() {
        return kind != Kind.NESTED && (isWord("") || isWord("null") || isWord("na"));
    }

    /**
     * Whether it is a word for a number that is not finite, as {@code NaN} or {@code -Infinity}.
     */
    boolean isNonFinite() {
        int sign = length > 0 && (buffer[offset] == '-' || buffer[offset] == '+') ? 1 : 0;
        return isWord("nan") || isWord("infinity", sign) || isWord("inf", sign);
    }

    /**
     * Whether these are the characters of a word, in upper or lower case, blanks around it aside.
     */
    boolean isWord(String word) {
        return isWord(word, 0);
    }

    private boolean isWord(String word, int skip) {
        int from = skip;
        int to = length;
        while (from < to && isBlank(charAt(from))) {
            from++;
        }
        while (to > from && isBlank(charAt(to - 1))) {
            to--;
        }
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (Character.toLowerCase(charAt(from + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /**
     * The decimal number that the characters spell, correctly rounded; NaN if they spell none,
     * infinite if it is beyond the range of a double.
     */
    double number() {
        if (kind == Kind.BOOLEAN || !isDecimal()) {
            return Double.NaN;
        }
        try {
            return NumberInput.parseDouble(buffer, offset, length, true);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /** Java's own grammar of numbers is wider: {@code 1f}, {@code 0x1p3}. */
    private boolean isDecimal() {
        for (int i = offset; i < offset + length; i++) {
            char c = buffer[i];
            if (!(c >= '0' && c <= '9')
                    && c != '.'
                    && c != '-'
                    && c != '+'
                    && c != 'e'
                    && c != 'E'
                    && !isBlank(c)) {
                return false;
            }
        }
        return length > 0 && length <= MAX_NUMBER_LENGTH;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return buffer[offset + index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(buffer, offset + start, end - start);
    }

    /** The characters as written, unquoted. */
    @Override
    public String toString() {
        return new String(buffer, offset, length);
    }

    /** The value as a message shows it. */
    String shown() {
        return switch (kind) {
            case NULL -> "null";
            case NESTED -> "an object or array";
            case TEXT -> '"' + Excerpt.of(this) + '"';
            default -> Excerpt.of(this);
        };
    }
}
