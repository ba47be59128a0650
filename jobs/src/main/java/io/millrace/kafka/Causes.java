package io.millrace.kafka;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What lies beneath an exception. */
final class Causes {

    private Causes() {}

    /** The outermost exception of a type among an exception and its causes. */
    static <E extends Throwable> Optional<E> find(Throwable thrown, Class<E> type) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    /** The innermost cause: where it began. */
    static Throwable root(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
