package io.millrace.data;

/**
 * The trace that a dead-lettered record leaves in the stream of its model, so that the counts of a
 * model account for every record that came in. The record itself went to the dead letters.
 *
 * @param key the model the record was for, {@link LearningEvent#ONE_MODEL} if that cannot be known
 * @param reason why it was refused
 */
public record Rejected(String key, RejectReason reason) implements LearningEvent {}
