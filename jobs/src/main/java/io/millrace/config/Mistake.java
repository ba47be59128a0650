package io.millrace.config;

import java.util.regex.Pattern;

/**
 * One thing that is wrong with a configuration.
 *
 * @param file the file's name, or {@code --set}
 * @param line from 1, or 0 if unknown
 * @param column from 1, or 0 if unknown
 * @param key the key as {@code train.batch-size}, empty if it concerns the file as a whole
 * @param value what was given, shortened, never a secret and never what an environment variable
 *     holds; empty if there is nothing to show
 * @param message what is wrong and what is allowed
 */
public record Mistake(String file, int line, int column, String key, String value, String message) {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Cf}]");
    private static final int LONGEST = 80;
    private static final int LONGEST_MESSAGE = 600;

    public Mistake {
        key = printable(shorten(key, LONGEST));
        value = printable(shorten(value, LONGEST));
        message = printable(shorten(message, LONGEST_MESSAGE));
    }

    private static String shorten(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "..." : text;
    }

    /** Takes the power over a terminal from what a file holds. */
    private static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /** As {@code job.yaml:3:15: train.batch-size: 'x' is not a whole number, at least 1}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line).append(':').append(column);
        }
        text.append(": ");
        if (!key.isEmpty()) {
            text.append(key).append(": ");
        }
        if (!value.isEmpty()) {
            text.append('\'').append(value).append("' ");
        }
        return text.append(message).toString();
    }
}
