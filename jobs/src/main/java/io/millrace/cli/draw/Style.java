package io.millrace.cli.draw;

/** How a piece of text looks, and the terminal's code (ECMA-48 "select graphic rendition"). */
public enum Style {
    PLAIN(""),
    TITLE("1"),
    DIM("2"),
    GOOD("32"),
    WARN("33"),
    BAD("31"),
    MODEL("36"),
    BASELINE("90");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String apply(String text) {
        return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
