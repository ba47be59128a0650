package io.millrace.format;

import io.millrace.data.RejectReason;

/** One field breaks the data contract. */
final class FieldFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    /** {@code allowed} completes the sentence "field 'x' holds y, allowed is ...". */
    FieldFault(RejectReason reason, String field, FieldValue value, String allowed) {
        super(
                String.format("field '%s' holds %s; allowed is %s", field, value.shown(), allowed),
                null,
                false,
                false);
        this.reason = reason;
    }

    RejectReason reason() {
        return reason;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
