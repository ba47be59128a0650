package io.millrace.chaos;

import io.millrace.data.RawRecord;

/**
 * What a job has committed: all records of its topics as a {@code read_committed} consumer sees
 * them, in the order of each partition. Each is read once.
 *
 * @param metrics the reports
 */
public record Outputs(
        Iterable<RawRecord> predictions,
        Iterable<RawRecord> deadLetters,
        Iterable<RawRecord> metrics,
        Iterable<RawRecord> models) {}
