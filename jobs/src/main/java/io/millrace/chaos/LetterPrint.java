package io.millrace.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.data.RawRecord;
import io.millrace.data.RejectReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By what a dead letter is known: its reason, and the original's key, headers and value. A part
 * that the dead letter had to leave out for its size is null; the value is known by the digest that
 * is left of it.
 *
 * @param reason the code
 * @param key a hash
 * @param headers a hash
 * @param value SHA-256, or {@link #NO_VALUE}
 */
record LetterPrint(
        String reason, @Nullable Long key, @Nullable Long headers, @Nullable String value) {

    private static final String NO_VALUE = "none";
    private static final String CONNECT = "__connect.errors.";
    private static final String REASON = "millrace.reason";
    private static final String DROPPED = "millrace.dropped";
    private static final String DIGEST = "millrace.value.sha-256";

    /** That of the dead letter that a record is to become. */
    static LetterPrint of(RawRecord original, RejectReason reason) {
        return new LetterPrint(
                reason.code(),
                Hash.of(original.key()),
                Hash.of(original.headers()),
                digest(original.value()));
    }

    private static String digest(byte @Nullable [] value) {
        return value == null ? NO_VALUE : Hash.sha256(value);
    }

    /** Where the original of a dead letter lies, if its headers say so. */
    static Optional<Place> place(RawRecord letter) {
        try {
            return Optional.of(
                    new Place(
                            Integer.parseInt(last(letter, CONNECT + "partition")),
                            Long.parseLong(last(letter, CONNECT + "offset"))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** That of a dead letter as it was written. */
    static LetterPrint read(RawRecord letter) {
        List<RawRecord.Header> original = new ArrayList<>();
        Set<String> dropped = new HashSet<>();
        int own = ownHeaders(letter);
        for (int i = 0; i < letter.headers().size(); i++) {
            RawRecord.Header header = letter.headers().get(i);
            if (i < own) {
                original.add(header);
            } else if (header.name().equals(DROPPED)) {
                dropped.add(text(header));
            }
        }
        return new LetterPrint(
                last(letter, REASON),
                dropped.contains("key") ? null : Hash.of(letter.key()),
                dropped.contains("headers") ? null : Hash.of(original),
                dropped.contains("value") ? last(letter, DIGEST) : digest(letter.value()));
    }

    /** Our headers stand behind the original's and begin with the reason, the last of its name. */
    private static int ownHeaders(RawRecord letter) {
        for (int i = letter.headers().size() - 1; i >= 0; i--) {
            if (letter.headers().get(i).name().equals(REASON)) {
                return i;
            }
        }
        return letter.headers().size();
    }

    private static String last(RawRecord letter, String name) {
        for (int i = letter.headers().size() - 1; i >= 0; i--) {
            if (letter.headers().get(i).name().equals(name)) {
                return text(letter.headers().get(i));
            }
        }
        return "";
    }

    private static String text(RawRecord.Header header) {
        byte[] value = header.value();
        return value == null ? "" : new String(value, UTF_8);
    }

    /** What of a dead letter that was written is not as this one asks; empty if nothing. */
    String differences(LetterPrint written) {
        List<String> differences = new ArrayList<>();
        if (!reason.equals(written.reason)) {
            differences.add("its reason is '" + written.reason + "' instead of '" + reason + "'");
        }
        if (written.key != null && !written.key.equals(key)) {
            differences.add("its key is not the original's");
        }
        if (written.headers != null && !written.headers.equals(headers)) {
            differences.add("its headers are not the original's");
        }
        if (!Objects.equals(written.value, value)) {
            differences.add("its value is not the original's");
        }
        return String.join(", ", differences);
    }
}
