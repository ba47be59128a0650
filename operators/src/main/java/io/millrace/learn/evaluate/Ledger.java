package io.millrace.learn.evaluate;

import io.millrace.data.Counts;
import io.millrace.data.Page;
import io.millrace.data.Progress;
import io.millrace.data.RejectReason;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where every record of a model has ended. What came in is counted here, on its own; what became of
 * it is what the trainer says; so that the two can be held against each other. A model that was
 * given with its training but without its evaluation comes with the samples it already had.
 *
 * <p>Dead letters have one number a reason in the page, under the reason's code: reasons may be
 * added or moved and old pages still fit.
 */
final class Ledger {

    private static final int IN = 0;
    private static final int LEARNED = 1;
    private static final int PENDING = 2;
    private static final int MASKED = 3;

    /** Samples that a given model had behind it when its evaluation began here. */
    private static final int GIVEN = 4;

    private static final int SAMPLES = 5;

    private final long[] records;
    private final long[][] rejected;

    Ledger(Page page) {
        this.records = page.longs("records", 6);
        RejectReason[] reasons = RejectReason.values();
        this.rejected = new long[reasons.length][];
        for (RejectReason reason : reasons) {
            rejected[reason.ordinal()] = page.longs("rejected." + reason.code(), 1);
        }
    }

    /**
     * Counts a sample.
     *
     * @param progress the trainer's totals after it; null if nothing was trained: then the sample
     *     is masked
     */
    void admit(@Nullable Progress progress) {
        records[IN]++;
        records[SAMPLES]++;
        if (progress == null) {
            records[MASKED]++;
            return;
        }
        records[LEARNED] = progress.learned;
        records[PENDING] = progress.pending;
        records[MASKED] = progress.maskedByRebalance + progress.maskedNonFinite;
        if (records[SAMPLES] == 1) {
            long told = records[LEARNED] + records[PENDING] + records[MASKED];
            records[GIVEN] = Math.max(0, told - 1);
        }
    }

    /** Counts a dead letter. */
    void reject(RejectReason reason) {
        records[IN]++;
        rejected[reason.ordinal()][0]++;
    }

    /** Samples that came in and are in none of the trainer's totals: 0, or something is wrong. */
    long unaccounted() {
        return records[GIVEN]
                + records[SAMPLES]
                - records[LEARNED]
                - records[PENDING]
                - records[MASKED];
    }

    Counts counts() {
        Map<String, Long> byCode = new TreeMap<>();
        for (RejectReason reason : RejectReason.values()) {
            long count = rejected[reason.ordinal()][0];
            if (count > 0) {
                byCode.put(reason.code(), count);
            }
        }
        return new Counts(
                records[GIVEN] + records[IN],
                records[LEARNED],
                records[PENDING],
                records[MASKED],
                byCode);
    }
}
