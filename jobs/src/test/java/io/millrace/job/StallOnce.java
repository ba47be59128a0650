package io.millrace.job;

import io.millrace.data.RawRecord;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Stalls a checkpoint once, when records of a topic have passed: what they gave rise to is handed
 * to the broker by then, in transactions that wait for the checkpoint.
 */
final class StallOnce implements MapFunction<RawRecord, RawRecord>, CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    /** Topics in which the stall has been. Static, because it must outlive the task. */
    private static final Set<String> STALLED = ConcurrentHashMap.newKeySet();

    private final Duration stall;
    private String topic = "";

    StallOnce(Duration stall) {
        this.stall = stall;
    }

    @Override
    public RawRecord map(RawRecord record) {
        topic = record.topic();
        return record;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws InterruptedException {
        if (!topic.isEmpty() && STALLED.add(topic)) {
            Thread.sleep(stall.toMillis());
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}
}
