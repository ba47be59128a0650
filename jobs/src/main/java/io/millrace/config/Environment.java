package io.millrace.config;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>${NAME}</code> by the environment variable of that name, and <code>$${</code> by
 * <code>${</code>. Anything else stays as it is, so that Kafka's own references such as <code>
 * ${file:/run/secrets/kafka:password}</code> reach Kafka.
 */
record Environment(Map<String, String> variables) {

    /** As it is written in the JSON Schema too: a reference to a variable. */
    static final String REFERENCE = "\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}";

    private static final Pattern REFERENCE_OR_ESCAPE = Pattern.compile("\\$\\$\\{|" + REFERENCE);

    /** The same variables, each standing for a reference to itself that Kafka resolves. */
    Environment byReference() {
        Map<String, String> references = new HashMap<>();
        variables.keySet().forEach(name -> references.put(name, "${env:" + name + "}"));
        return new Environment(references);
    }

    /** The text with its variables; those that are not set go to {@code unknown}. */
    String resolve(String text, Consumer<String> unknown) {
        return REFERENCE_OR_ESCAPE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(replace(match, unknown)));
    }

    private String replace(MatchResult match, Consumer<String> unknown) {
        String found = match.group();
        if (found.equals("$${")) {
            return "${";
        }
        String name = found.substring(2, found.length() - 1);
        String value = variables.get(name);
        if (value == null) {
            unknown.accept(name);
            return "";
        }
        return value;
    }

    /** The text that {@link #resolve} makes this text of. */
    static String escape(String text) {
        return REFERENCE_OR_ESCAPE.matcher(text).find() ? text.replace("${", "$${") : text;
    }
}
