package io.millrace.job;

import io.millrace.data.RawRecord;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.MapFunction;

/** Fails at one offset of a topic, the first time that it passes. */
final class CrashOnce implements MapFunction<RawRecord, RawRecord> {

    private static final long serialVersionUID = 1L;

    /** Topics in which the crash has been. Static, because it must outlive the task. */
    private static final Set<String> CRASHED = ConcurrentHashMap.newKeySet();

    private final long offset;

    CrashOnce(long offset) {
        this.offset = offset;
    }

    static boolean happenedIn(String topic) {
        return CRASHED.contains(topic);
    }

    @Override
    public RawRecord map(RawRecord record) throws InterruptedException {
        if (record.offset() == offset && CRASHED.add(record.topic())) {
            // Time for the producers to hand to the broker what they were given.
            Thread.sleep(300);
            throw new IllegalStateException("a crash on purpose");
        }
        return record;
    }
}
