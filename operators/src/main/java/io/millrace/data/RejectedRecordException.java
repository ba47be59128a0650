package io.millrace.data;

/**
 * A record breaks the data contract. Carries no stack trace: it is an answer about the data, thrown
 * for every bad record of a stream, and says nothing about the code.
 */
public final class RejectedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectReason reason;
    private final String key;

    /**
     * @param key the model the record was for, {@link LearningEvent#ONE_MODEL} if not known
     * @param message what was found and what was expected
     */
    public RejectedRecordException(RejectReason reason, String key, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.key = key;
    }

    public RejectReason reason() {
        return reason;
    }

    public String key() {
        return key;
    }
}
