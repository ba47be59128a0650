package io.millrace.data;

/**
 * How many admitted samples of a model ended how, so far. Synthetic samples do not count.
 *
 * <p>Mutable and reused by the trainer that owns it.
 */
public final class Progress {
    /** Went into the parameters. */
    public long learned;

    /** Lie in the mini-batch that is not full yet. */
    public long pending;

    /** Were scored but left out: by rebalancing, or because they are held out. */
    public long maskedByRebalance;

    /** Were scored but left out because their gradient was not finite. */
    public long maskedNonFinite;
}
