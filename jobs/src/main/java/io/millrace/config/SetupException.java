package io.millrace.config;

/**
 * The configuration is sound, but the surroundings are not as it needs them: a topic, a file, a
 * library. The message tells a person what to do about it.
 */
public final class SetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SetupException(String message) {
        super(message);
    }

    public SetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
