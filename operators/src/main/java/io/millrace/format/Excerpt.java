package io.millrace.format;

/**
 * A value of a stranger, made fit for a message: short, on one line, without control characters.
 */
public final class Excerpt {

    private static final int MAX = 40;

    private Excerpt() {}

    /** At most 40 characters, and an ellipsis if there are more. */
    public static String of(CharSequence text) {
        return of(text, MAX);
    }

    static String of(CharSequence text, int max) {
        int end = Math.min(text.length(), max);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder shown = new StringBuilder();
        text.subSequence(0, end).codePoints().forEach(c -> append(shown, c));
        return end < text.length() ? shown.append('…').toString() : shown.toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (isPrintable(codePoint)) {
            shown.appendCodePoint(codePoint);
        } else {
            for (char c : Character.toChars(codePoint)) {
                shown.append(String.format("\\u%04x", (int) c));
            }
        }
    }

    /** Whether a character shows as itself: no control, no formatting, no half of a pair. */
    static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
