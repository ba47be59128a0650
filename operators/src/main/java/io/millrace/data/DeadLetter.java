package io.millrace.data;

/**
 * A record that broke the data contract.
 *
 * @param record the original, untouched
 * @param reason the kind of breach
 * @param message what was found and what was expected, for a person
 * @param stage the stage that refused it
 */
public record DeadLetter(RawRecord record, RejectReason reason, String message, String stage) {}
