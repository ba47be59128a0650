package io.millrace.job;

import io.millrace.config.ConfigException;
import io.millrace.config.ConfigLoader;
import io.millrace.config.JobConfig;
import io.millrace.config.SetupException;
import io.millrace.data.Page;
import io.millrace.data.RawRecord;
import io.millrace.format.RecordParsers;
import io.millrace.kafka.KafkaRecords;
import io.millrace.kafka.KafkaSetup;
import io.millrace.kafka.KafkaSinks;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.ParameterException;

/**
 * The training job: labelled samples from Kafka, a model that learns from each of them, and what is
 * to be said of it back to Kafka.
 */
public final class TrainJob {

    private TrainJob() {}

    /**
     * Takes {@code --config FILE [--set KEY=VALUE]...}.
     *
     * @throws ProgramParametrizationException if something is wrong that the person who started it
     *     can mend; {@code flink run} prints its message alone
     */
    public static void main(String[] args) throws Exception {
        try {
            TrainArguments arguments = TrainArguments.parse(args);
            JobConfig config =
                    ConfigLoader.load(arguments.config(), arguments.overrides(), System.getenv());
            StreamExecutionEnvironment env =
                    StreamExecutionEnvironment.getExecutionEnvironment(
                            FlinkOptions.of(config.runtime()));
            define(env, config);
            env.execute(config.name());
        } catch (ParameterException | ConfigException | SetupException e) {
            throw new ProgramParametrizationException(e.getMessage());
        }
    }

    /**
     * Adds the job to an environment.
     *
     * @param env made with {@link FlinkOptions#of}
     * @throws SetupException if the broker, a file or a library is not as the job needs it
     */
    public static void define(StreamExecutionEnvironment env, JobConfig config) {
        define(env, config, records(env, KafkaRecords.source(config.source())));
    }

    /** As {@link #define(StreamExecutionEnvironment, JobConfig)}, with records of one's own. */
    public static void define(
            StreamExecutionEnvironment env, JobConfig config, DataStream<RawRecord> records) {
        List<Page> initialModel = InitialModel.pages(config);
        KafkaSinks kafka = new KafkaSinks(config, KafkaSetup.prepare(config));
        TrainTopology.define(
                env,
                records,
                RecordParsers.create(config.source().format(), config.learner().schema()),
                config.learner(),
                config.runtime().maxParallelism(),
                initialModel,
                new TrainSinks(
                        to(kafka.reports(), Uids.METRICS),
                        kafka.predictions().map(sink -> to(sink, Uids.PREDICTIONS)),
                        to(kafka.deadLetters(), Uids.DEAD_LETTERS),
                        kafka.models().map(sink -> to(sink, Uids.MODELS))));
    }

    /** The records of a source, under the uid that a job's source has. */
    public static DataStream<RawRecord> records(
            StreamExecutionEnvironment env, Source<RawRecord, ?, ?> source) {
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), Uids.SOURCE)
                .uid(Uids.SOURCE);
    }

    private static <T> Consumer<DataStream<T>> to(Sink<T> sink, String uid) {
        return stream -> stream.sinkTo(sink).name(uid).uid(uid);
    }
}
