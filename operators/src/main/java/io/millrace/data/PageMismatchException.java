package io.millrace.data;

/** A page was written under a configuration that does not fit the one it is now read under. */
public final class PageMismatchException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public PageMismatchException(String message) {
        super(message);
    }
}
