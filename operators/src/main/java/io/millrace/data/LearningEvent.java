package io.millrace.data;

/**
 * What travels down the chain of stages, in the order of the stream.
 *
 * <p>All kinds share one channel on purpose. A {@link Snapshot} or {@link Adopt} belongs to one
 * exact point between two samples (the idea of Chandy and Lamport, 1985, that Flink's checkpoint
 * barriers use), so a model collected by it is whole without any operator reaching into another.
 */
public sealed interface LearningEvent permits Sample, Rejected, Snapshot, Adopt {

    /** The key of a stream that has one model only. */
    String ONE_MODEL = "";

    /** The key of the model this event is for; {@link #ONE_MODEL} where the schema has no key. */
    String key();
}
