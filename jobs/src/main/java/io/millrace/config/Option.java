package io.millrace.config;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One key, declared once: from this come reading, writing, the reference page and the JSON Schema.
 *
 * @param <C> what the key is a part of
 * @param <T> what it holds
 */
final class Option<C, T> {

    private final String section;
    private final String key;
    private final Type<T> type;
    private final Function<C, T> getter;
    private final boolean required;
    private final Optional<String> defaultText;
    private final String doc;

    private Option(
            String section,
            String key,
            Type<T> type,
            Function<C, T> getter,
            boolean required,
            Optional<String> defaultText,
            String doc) {
        this.section = section;
        this.key = key;
        this.type = type;
        this.getter = getter;
        this.required = required;
        this.defaultText = defaultText;
        this.doc = doc;
    }

    /**
     * A key whose default is that of the record.
     *
     * @param path as {@code train.batch-size}, or without a section
     * @param getter where the value is found in a configuration; the default too
     */
    static <C, T> Option<C, T> option(
            String path, Type<T> type, Function<C, T> getter, String doc) {
        return make(path, type, getter, false, Optional.empty(), doc);
    }

    /** A key with a default that depends on other keys, as {@code defaultText} says. */
    static <C, T> Option<C, T> option(
            String path, Type<T> type, Function<C, T> getter, String doc, String defaultText) {
        return make(path, type, getter, false, Optional.of(defaultText), doc);
    }

    /** A key that must be given. */
    static <C, T> Option<C, T> required(
            String path, Type<T> type, Function<C, T> getter, String doc) {
        return make(path, type, getter, true, Optional.empty(), doc);
    }

    private static <C, T> Option<C, T> make(
            String path,
            Type<T> type,
            Function<C, T> getter,
            boolean required,
            Optional<String> defaultText,
            String doc) {
        int dot = path.indexOf('.');
        String section = dot < 0 ? "" : path.substring(0, dot);
        return new Option<>(
                section, path.substring(dot + 1), type, getter, required, defaultText, doc);
    }

    String section() {
        return section;
    }

    String key() {
        return key;
    }

    String path() {
        return section.isEmpty() ? key : section + "." + key;
    }

    Type<T> type() {
        return type;
    }

    boolean required() {
        return required;
    }

    /** What a default that depends on other keys depends on. */
    Optional<String> defaultText() {
        return defaultText;
    }

    String doc() {
        return doc;
    }

    /** The value in a configuration. */
    T in(C configuration) {
        return getter.apply(configuration);
    }

    /** The value in a configuration as it is written, null if it is left out. */
    @Nullable Object writtenIn(C configuration) {
        return type.write(in(configuration));
    }
}
