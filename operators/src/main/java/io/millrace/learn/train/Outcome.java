package io.millrace.learn.train;

/** What became of a sample that was given to learn from, and of those that waited with it. */
public enum Outcome {
    /** It waits in a mini-batch that is not full. */
    PENDING,
    /** It, and all that waited, went into the parameters. */
    LEARNED,
    /** It, and all that waited, were left out: their gradient was not finite. */
    SKIPPED,
    /** It was left out alone, so that one bad sample does not cost a mini-batch. */
    REFUSED,
    /** It was not to be learned. */
    MASKED
}
