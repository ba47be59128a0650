package io.millrace.kafka;

/** Kafka is not as the job needs it; the message tells a person what to do about it. */
public final class KafkaSetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KafkaSetupException(String message) {
        super(message);
    }

    public KafkaSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
