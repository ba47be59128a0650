package io.millrace.job;

import io.millrace.data.DeadLetter;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.Report;
import io.millrace.learn.LearnerConfig;
import io.millrace.operator.EventTypes;
import io.millrace.operator.StageOperator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Training, from any source to any sinks.
 *
 * <p>There is one exchange between tasks at most: the stream is partitioned by model once, and the
 * stages behind that stay in the partition they are in. On one subtask there is nothing to
 * partition, and everything from the source to the reports is one chain in one thread.
 */
public final class TrainTopology {

    private TrainTopology() {}

    /**
     * Adds the job to an environment, of which it sets the options that its state and its speed
     * depend on.
     *
     * @param records with {@link EventTypes#RAW_RECORD} as its type
     * @param maxParallelism fixed for the life of the job's state
     * @param initialModel pages that every new model starts from, mostly none
     */
    public static void define(
            StreamExecutionEnvironment env,
            DataStream<RawRecord> records,
            RecordParser parser,
            LearnerConfig learner,
            int maxParallelism,
            List<Page> initialModel,
            TrainSinks sinks) {
        configure(env, maxParallelism);
        boolean predictions = sinks.predictions().isPresent();
        define(records, TrainOperators.of(parser, learner, initialModel, predictions), sinks);
    }

    static void configure(StreamExecutionEnvironment env, int maxParallelism) {
        env.configure(
                new Configuration()
                        .set(PipelineOptions.GENERIC_TYPES, false)
                        .set(PipelineOptions.AUTO_GENERATE_UIDS, false)
                        .set(PipelineOptions.OBJECT_REUSE, true)
                        .set(PipelineOptions.MAX_PARALLELISM, maxParallelism));
    }

    static void define(DataStream<RawRecord> records, TrainOperators stages, TrainSinks sinks) {
        // As parallel as the source, or Flink would deal a partition's records out in turn and
        // lose their order.
        SingleOutputStreamOperator<LearningEvent> parsed =
                records.transform(Uids.PARSE, EventTypes.EVENT, stages.parse())
                        .uid(Uids.PARSE)
                        .setParallelism(records.getParallelism());

        SingleOutputStreamOperator<LearningEvent> admitted =
                then(byModel(parsed), Uids.ADMIT, stages.admit());
        DataStream<LearningEvent> cleaned = then(keyed(admitted), Uids.CLEAN, stages.clean());
        DataStream<LearningEvent> widened =
                stages.history()
                        .<DataStream<LearningEvent>>map(h -> then(keyed(cleaned), Uids.HISTORY, h))
                        .orElse(cleaned);
        DataStream<LearningEvent> normalized =
                then(keyed(widened), Uids.NORMALIZE, stages.normalize());
        DataStream<LearningEvent> rebalanced =
                then(keyed(normalized), Uids.REBALANCE, stages.rebalance());
        DataStream<LearningEvent> trained = then(keyed(rebalanced), Uids.TRAIN, stages.train());
        SingleOutputStreamOperator<Report> evaluated =
                keyed(trained)
                        .transform(Uids.EVALUATE, EventTypes.REPORT, stages.evaluate())
                        .uid(Uids.EVALUATE);

        sinks.metrics().accept(evaluated);
        DataStream<DeadLetter> refused = parsed.getSideOutput(EventTypes.DEAD_LETTERS);
        // Two streams into one sink take it out of the chain, so only where there are two.
        sinks.deadLetters()
                .accept(
                        stages.admit().refuses()
                                ? refused.union(admitted.getSideOutput(EventTypes.DEAD_LETTERS))
                                : refused);
        sinks.predictions()
                .ifPresent(s -> s.accept(evaluated.getSideOutput(EventTypes.PREDICTIONS)));
        sinks.models().ifPresent(s -> s.accept(evaluated.getSideOutput(EventTypes.MODELS)));
    }

    private static SingleOutputStreamOperator<LearningEvent> then(
            KeyedStream<LearningEvent, String> events, String uid, StageOperator<?> stage) {
        return events.transform(uid, EventTypes.EVENT, stage).uid(uid);
    }

    private static KeyedStream<LearningEvent, String> byModel(DataStream<LearningEvent> events) {
        boolean onOneSubtask =
                events.getParallelism() == 1
                        && events.getExecutionEnvironment().getParallelism() == 1;
        return onOneSubtask ? keyed(events) : events.keyBy(LearningEvent::key, Types.STRING);
    }

    /** Partitioned by model already, by an exchange before or for want of a second subtask. */
    private static KeyedStream<LearningEvent, String> keyed(DataStream<LearningEvent> events) {
        return DataStreamUtils.reinterpretAsKeyedStream(events, LearningEvent::key, Types.STRING);
    }
}
