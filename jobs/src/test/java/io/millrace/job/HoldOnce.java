package io.millrace.job;

import io.millrace.data.RawRecord;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.functions.MapFunction;

/** Holds the first record of a topic until it is released, and after that no more. */
final class HoldOnce implements MapFunction<RawRecord, RawRecord> {

    private static final long serialVersionUID = 1L;

    /** By topic. Static, because it must outlive the task. */
    private static final Map<String, CountDownLatch> HELD = new ConcurrentHashMap<>();

    static boolean holds(String topic) {
        return HELD.containsKey(topic);
    }

    static void release(String topic) {
        HELD.get(topic).countDown();
    }

    @Override
    public RawRecord map(RawRecord record) throws InterruptedException {
        HELD.computeIfAbsent(record.topic(), topic -> new CountDownLatch(1)).await();
        return record;
    }
}
