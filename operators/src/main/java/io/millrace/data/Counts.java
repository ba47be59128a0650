package io.millrace.data;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where every record of a model has ended: {@code in = learned + pending + masked + deadLettered}.
 *
 * @param in records that came in for this model
 * @param learned went into the parameters
 * @param pending lie in a mini-batch that is not full
 * @param masked scored but not learned
 * @param deadLettered refused, by reason code, in the order of the codes
 */
public record Counts(
        long in, long learned, long pending, long masked, Map<String, Long> deadLettered) {

    public Counts {
        deadLettered = Collections.unmodifiableMap(new TreeMap<>(deadLettered));
    }

    /** All refused records. */
    public long rejected() {
        return deadLettered.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether every record is accounted for. */
    public boolean balanced() {
        return in == learned + pending + masked + rejected();
    }
}
