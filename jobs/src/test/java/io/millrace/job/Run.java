package io.millrace.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.millrace.config.JobConfig;
import io.millrace.data.RawRecord;
import io.millrace.data.Report;
import io.millrace.format.ReportJson;
import io.millrace.kafka.KafkaRecords;
import io.millrace.kafka.TestTopics;
import io.millrace.local.Shared;
import io.millrace.operator.UnrecoverableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.Assertions;

/** Runs jobs on the shared cluster and looks at what they wrote. */
final class Run {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Run() {}

    static StreamExecutionEnvironment environment(JobConfig job) {
        return Shared.cluster().environment(FlinkOptions.of(job.runtime()));
    }

    /** Runs a job over all records that the source topic has now. */
    static void toTheEnd(JobConfig job) throws Exception {
        StreamExecutionEnvironment env = environment(job);
        TrainJob.define(env, job, TrainJob.records(env, upToNow(job)));
        env.execute(job.name());
    }

    /** Starts a job that does not end by itself. */
    static JobClient start(JobConfig job) throws Exception {
        StreamExecutionEnvironment env = environment(job);
        TrainJob.define(env, job);
        return env.executeAsync(job.name());
    }

    /** As {@link #start(JobConfig)}, from a savepoint. */
    static JobClient start(JobConfig job, String savepoint) throws Exception {
        return start(job, from(savepoint));
    }

    /** As {@link #start(JobConfig)}, with options as {@code flink run} sets them. */
    static JobClient start(JobConfig job, Configuration options) throws Exception {
        StreamExecutionEnvironment env = environment(job);
        env.configure(options);
        TrainJob.define(env, job);
        return env.executeAsync(job.name());
    }

    static Configuration from(String savepoint) {
        return new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }

    /** Stops a job with a savepoint that both state backends can read. */
    static String stop(JobClient client) throws Exception {
        String savepoint =
                client.stopWithSavepoint(false, null, SavepointFormatType.CANONICAL).get();
        client.getJobExecutionResult().get();
        return savepoint;
    }

    /** Ends a job as if its source had ended. */
    static void drain(JobClient client) throws Exception {
        client.stopWithSavepoint(true, null, SavepointFormatType.CANONICAL).get();
        client.getJobExecutionResult().get();
    }

    /** The message that a job ends with which no restart would mend. */
    static String end(JobClient client) {
        Throwable thrown =
                Assertions.catchThrowable(
                        () -> client.getJobExecutionResult().get(90, TimeUnit.SECONDS));
        return ExceptionUtils.findThrowable(thrown, UnrecoverableException.class)
                .map(Throwable::getMessage)
                .orElseThrow(() -> new AssertionError("another end, or none", thrown));
    }

    /** Waits until a job is gone, in whatever way. */
    static void awaitEnd(JobClient client) {
        await().atMost(PATIENCE).until(() -> client.getJobStatus().get().isGloballyTerminalState());
    }

    /** A source that ends where the topic ends now. */
    static Source<RawRecord, ?, ?> upToNow(JobConfig job) {
        return upTo(job, TestTopics.ends(job.source().topic()));
    }

    /** A source that ends at given offsets. */
    static Source<RawRecord, ?, ?> upTo(JobConfig job, Map<Integer, Long> ends) {
        return KafkaRecords.source(job.source(), ends);
    }

    /** Waits until so many predictions are committed. */
    static void awaitPredictions(JobConfig job, int count) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> predictions(job).size() >= count);
    }

    /** Waits until so many reports are committed. */
    static void awaitReports(JobConfig job, int count) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> reports(job).size() >= count);
    }

    static List<String> predictions(JobConfig job) {
        return texts(job.sinks().predictions().orElseThrow());
    }

    static List<String> reports(JobConfig job) {
        return texts(job.sinks().metrics());
    }

    static List<ConsumerRecord<byte[], byte[]>> deadLetters(JobConfig job) {
        return TestTopics.read(job.sinks().deadLetters());
    }

    static List<ConsumerRecord<byte[], byte[]>> models(JobConfig job) {
        return TestTopics.read(job.sinks().models().orElseThrow());
    }

    static Report report(String json) {
        try {
            return ReportJson.read(json.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(String topic) {
        return TestTopics.read(topic).stream().map(r -> new String(r.value(), UTF_8)).toList();
    }
}
