package io.millrace.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came in, byte for byte.
 *
 * @param key the record's key, or null
 * @param value the record's value, or null (a tombstone)
 * @param headers in their order, names may repeat
 * @param topic the topic or file it was read from
 * @param partition partition of the topic, 0 for a file
 * @param offset offset in the partition, line for a file
 * @param timestamp the record's own timestamp in epoch milliseconds, {@link Sample#NO_TIME} if none
 */
public record RawRecord(
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers,
        String topic,
        int partition,
        long offset,
        long timestamp) {

    /**
     * A named value beside a record.
     *
     * @param value may be null
     */
    public record Header(String name, byte @Nullable [] value) {}
}
