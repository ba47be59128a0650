package io.millrace.operator;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * A failure that a restart does not mend. Flink ends the job with it at once, under every restart
 * strategy, so that the message is seen; it says what to do. The job's last checkpoint is kept.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class UnrecoverableException extends FlinkRuntimeException {

    private static final long serialVersionUID = 1L;

    public UnrecoverableException(String message, Throwable cause) {
        super(message, cause);
    }
}
