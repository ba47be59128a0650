package io.millrace.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.ParameterTool;

/** A job that says a word wherever a job can say one, its first failure included. */
final class Talkative extends RichMapFunction<Long, Long> implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private final String word;

    private Talkative(String word) {
        this.word = word;
    }

    static JobClient start(StreamExecutionEnvironment env, String word) throws Exception {
        env.configure(
                new Configuration()
                        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                        .set(
                                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                                Duration.ZERO));
        env.enableCheckpointing(100);
        env.getConfig().setGlobalJobParameters(ParameterTool.fromMap(Map.of("said", word)));
        env.fromSource(
                        new NumberSequenceSource(0, Long.MAX_VALUE),
                        WatermarkStrategy.noWatermarks(),
                        "source")
                .map(new Talkative(word))
                .name(word)
                .sinkTo(new DiscardingSink<>());
        return env.executeAsync(word);
    }

    @Override
    public Long map(Long number) throws InterruptedException {
        Thread.sleep(1);
        return number;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        if (getRuntimeContext().getTaskInfo().getAttemptNumber() == 0) {
            throw new IllegalStateException(word);
        }
        context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("said", Types.STRING))
                .update(List.of(word));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {}
}
