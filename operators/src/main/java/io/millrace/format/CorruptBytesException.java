package io.millrace.format;

import java.io.IOException;

/** Bytes that should be state or an event of ours and are not. */
public final class CorruptBytesException extends IOException {

    private static final long serialVersionUID = 1L;

    public CorruptBytesException(String message) {
        super(message);
    }
}
