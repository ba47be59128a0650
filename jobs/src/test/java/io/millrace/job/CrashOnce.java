package io.millrace.job;

import io.millrace.data.RawRecord;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Fails once, at the first record from an offset of a topic on behind which so many have passed
 * since the last checkpoint: what was written of those has no checkpoint.
 */
final class CrashOnce implements MapFunction<RawRecord, RawRecord>, CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    /** Topics and offsets where a crash has been. Static, because it must outlive the task. */
    private static final Set<String> CRASHED = ConcurrentHashMap.newKeySet();

    private static final int UNCHECKED = 20;

    private final long offset;
    private int sinceCheckpoint;

    CrashOnce(long offset) {
        this.offset = offset;
    }

    /** How many crashes have been in a topic. */
    static long in(String topic) {
        return CRASHED.stream().filter(crash -> crash.startsWith(topic + "@")).count();
    }

    @Override
    public RawRecord map(RawRecord record) throws InterruptedException {
        sinceCheckpoint++;
        if (record.offset() >= offset
                && sinceCheckpoint > UNCHECKED
                && CRASHED.add(record.topic() + "@" + offset)) {
            // Time for the producers to hand to the broker what they were given.
            Thread.sleep(300);
            throw new IllegalStateException("a crash on purpose");
        }
        return record;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        sinceCheckpoint = 0;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}
}
