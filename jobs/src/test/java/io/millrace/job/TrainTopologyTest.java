package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.RawRecord;
import io.millrace.learn.LearnerConfig;
import io.millrace.operator.EventTypes;
import io.millrace.operator.TestLearners;
import io.millrace.operator.TestStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class TrainTopologyTest {

    private static StreamGraph graph(boolean keyed, int parallelism) {
        return graph(keyed, parallelism, TestLearners.batchesOfAnImbalancedStream(keyed));
    }

    private static StreamGraph graph(boolean keyed, int parallelism, LearnerConfig learner) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism);
        DataStream<RawRecord> records =
                env.fromSource(
                                new NumberSequenceSource(0, 9),
                                WatermarkStrategy.noWatermarks(),
                                Uids.SOURCE)
                        .uid(Uids.SOURCE)
                        .setParallelism(parallelism)
                        .map(i -> TestStream.record(i, 1))
                        .returns(EventTypes.RAW_RECORD)
                        .uid("record")
                        .setParallelism(parallelism);
        TrainTopology.define(
                env,
                records,
                TestStream.parser(keyed),
                learner,
                128,
                List.of(),
                new TrainSinks(
                        s -> s.sinkTo(new DiscardingSink<>()).uid(Uids.METRICS),
                        Optional.of(s -> s.sinkTo(new DiscardingSink<>()).uid(Uids.PREDICTIONS)),
                        s -> s.sinkTo(new DiscardingSink<>()).uid(Uids.DEAD_LETTERS),
                        Optional.of(s -> s.sinkTo(new DiscardingSink<>()).uid(Uids.MODELS))));
        return env.getStreamGraph();
    }

    private static List<JobVertex> tasks(StreamGraph graph) {
        return graph.getJobGraph().getVerticesSortedTopologicallyFromSources();
    }

    @Test
    void onOneSubtaskEverythingIsOneTask() {
        assertThat(tasks(graph(false, 1))).hasSize(1);
        assertThat(tasks(graph(true, 1))).hasSize(1);
    }

    @Test
    void onSeveralSubtasksThereIsOneExchange() {
        List<JobVertex> tasks = tasks(graph(true, 2));
        assertThat(tasks).hasSize(2);
        assertThat(tasks.get(0).getName()).contains(Uids.SOURCE, Uids.PARSE);
        assertThat(tasks.get(1).getName())
                .contains(
                        Uids.ADMIT,
                        Uids.CLEAN,
                        Uids.NORMALIZE,
                        Uids.REBALANCE,
                        Uids.TRAIN,
                        Uids.EVALUATE);
    }

    @Test
    void everyStageHasItsNameAndUid() {
        assertThat(graph(true, 1).getStreamNodes().stream().map(StreamNode::getTransformationUID))
                .contains(
                        Uids.PARSE,
                        Uids.ADMIT,
                        Uids.CLEAN,
                        Uids.NORMALIZE,
                        Uids.REBALANCE,
                        Uids.TRAIN,
                        Uids.EVALUATE);
        Stream<String> names =
                graph(true, 1).getStreamNodes().stream().map(StreamNode::getOperatorName);
        assertThat(names)
                .contains(
                        Uids.PARSE,
                        Uids.ADMIT,
                        Uids.CLEAN,
                        Uids.NORMALIZE,
                        Uids.REBALANCE,
                        Uids.TRAIN,
                        Uids.EVALUATE);
    }

    @Test
    void aStageOfThePastIsThereOnlyIfItIsAskedFor() {
        LearnerConfig learner = TestLearners.batchesWithHistory(true);
        List<JobVertex> tasks = tasks(graph(true, 2, learner));
        assertThat(tasks).hasSize(2);
        assertThat(tasks.get(1).getName())
                .containsSubsequence(Uids.CLEAN, Uids.HISTORY, Uids.NORMALIZE);
        assertThat(uids(graph(true, 2, learner))).contains(Uids.HISTORY);
        assertThat(uids(graph(true, 2))).doesNotContain(Uids.HISTORY);
    }

    private static List<String> uids(StreamGraph graph) {
        return graph.getStreamNodes().stream().map(StreamNode::getTransformationUID).toList();
    }

    @Test
    void fixesTheMaxParallelismAndForbidsGenericTypes() {
        StreamGraph graph = graph(true, 2);
        assertThat(graph.getExecutionConfig().getMaxParallelism()).isEqualTo(128);
        assertThat(graph.getExecutionConfig().getSerializerConfig().hasGenericTypesDisabled())
                .isTrue();
        assertThat(graph.getExecutionConfig().isObjectReuseEnabled()).isTrue();
        assertThat(graph.getExecutionConfig().hasAutoGeneratedUIDsEnabled()).isFalse();
    }
}
