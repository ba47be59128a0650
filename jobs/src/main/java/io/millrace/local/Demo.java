package io.millrace.local;

import io.millrace.config.JobConfig;
import io.millrace.config.RuntimeConfig;
import io.millrace.data.RawRecord;
import io.millrace.job.FlinkOptions;
import io.millrace.job.TrainJob;
import io.millrace.kafka.KafkaRecords;
import io.millrace.kafka.TopicReader;
import io.millrace.kafka.TopicWriter;
import io.millrace.learn.LearnerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.IOUtils;

/**
 * A stream played into a real broker and learned by the real job on a local cluster, to its end.
 * Whoever looks on sees what the job has committed to its topics, and nothing else.
 */
public final class Demo implements AutoCloseable {

    /** Short, so that results are seen soon after they are known. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofMillis(150);

    private final Plan plan;
    private final LocalBroker broker;
    private final LocalCluster cluster;
    private final JobConfig config;
    private final JobClient job;
    private final CompletableFuture<JobExecutionResult> result;
    private final TopicReader reader;
    private final DemoProgress progress;
    private final CompletableFuture<Long> played = new CompletableFuture<>();
    private final AtomicLong sent = new AtomicLong();
    private final Thread player = new Thread(this::play, "player");
    private final long start;
    private long end;

    /**
     * What is to be played and learned.
     *
     * @param name of the job and its topics
     * @param initialModel a model file to start from
     * @param values JSON objects with the fields of the learner's schema
     * @param records how many values there are
     * @param rate values a second, infinite for as fast as possible
     */
    public record Plan(
            String name,
            LearnerConfig learner,
            Optional<String> initialModel,
            Values values,
            long records,
            double rate) {}

    private Demo(Plan plan, LocalBroker broker, LocalCluster cluster) throws Exception {
        this.plan = plan;
        this.broker = broker;
        this.cluster = cluster;
        this.config = config(plan, broker.bootstrapServers());
        broker.createTopic(config.source().topic(), 1, false);
        StreamExecutionEnvironment env = cluster.environment(FlinkOptions.of(config.runtime()));
        TrainJob.define(
                env,
                config,
                TrainJob.records(
                        env, KafkaRecords.source(config.source(), Map.of(0, plan.records()))));
        this.job = Uninterrupted.call(() -> env.executeAsync(config.name()));
        this.result = job.getJobExecutionResult();
        this.progress = new DemoProgress(config.sinks().metrics(), modelsTopic());
        this.reader =
                TopicReader.open(
                        broker.bootstrapServers(),
                        List.of(
                                config.sinks().metrics(),
                                config.sinks().deadLetters(),
                                modelsTopic()));
        try {
            awaitRunning();
        } catch (Exception e) {
            reader.close();
            throw e;
        }
        this.start = System.nanoTime();
        player.setDaemon(true);
        player.start();
    }

    /**
     * Starts everything; returns when the job runs and the first records are on their way.
     *
     * @param phase told what is being started, for the person who waits
     */
    public static Demo start(Plan plan, Consumer<String> phase) throws Exception {
        LocalBroker broker = null;
        LocalCluster cluster = null;
        try {
            next(phase, "starting a Kafka broker");
            broker = LocalBroker.start();
            next(phase, "starting a Flink cluster");
            cluster = LocalCluster.start(1);
            next(phase, "starting the job");
            return new Demo(plan, broker, cluster);
        } catch (Exception e) {
            try {
                IOUtils.closeAll(cluster, broker);
            } catch (Exception closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /** Starts nothing more once the person has had enough. */
    private static void next(Consumer<String> phase, String what) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        phase.accept(what);
    }

    private static JobConfig config(Plan plan, String bootstrapServers) {
        JobConfig config = JobConfig.defaults(plan.name(), bootstrapServers, plan.learner());
        RuntimeConfig runtime = config.runtime();
        return new JobConfig(
                config.name(),
                config.source(),
                config.learner(),
                plan.initialModel(),
                config.sinks(),
                new RuntimeConfig(
                        runtime.parallelism(),
                        runtime.maxParallelism(),
                        CHECKPOINT_INTERVAL,
                        runtime.checkpointTimeout(),
                        Optional.empty(),
                        runtime.backend(),
                        runtime.flink()));
    }

    private void awaitRunning() throws Exception {
        while (job.getJobStatus().get() != JobStatus.RUNNING) {
            throwIfFailed();
            Thread.sleep(50);
        }
    }

    private void play() {
        try (TopicWriter writer =
                TopicWriter.open(
                        broker.bootstrapServers(), config.source().topic(), Map.of(), false)) {
            played.complete(new Player(writer, plan.rate()).play(plan.values(), sent::set));
        } catch (Exception e) {
            played.completeExceptionally(e);
        }
    }

    /**
     * Looks on for a moment.
     *
     * @return whether there may be more to see
     * @throws IllegalStateException if the job or the player has failed
     */
    public boolean watch() throws IOException, InterruptedException {
        boolean last = result.isDone();
        List<RawRecord> news = reader.poll(POLL);
        for (RawRecord record : news) {
            progress.add(record);
        }
        throwIfFailed();
        if (last && end == 0) {
            end = System.nanoTime();
        }
        return !last || !reader.atEnd();
    }

    private void throwIfFailed() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        throwIfFailed(played, "the stream could not be played: ");
        throwIfFailed(result, "the job failed: ");
    }

    private static void throwIfFailed(CompletableFuture<?> future, String what)
            throws InterruptedException {
        if (future.isCompletedExceptionally()) {
            try {
                future.get();
            } catch (ExecutionException e) {
                Throwable cause = e;
                while (cause.getCause() != null) {
                    cause = cause.getCause();
                }
                throw new IllegalStateException(what + cause.getMessage(), e);
            }
        }
    }

    /** What has been seen so far. */
    public DemoProgress progress() {
        return progress;
    }

    /** Records sent so far. */
    public long sent() {
        return sent.get();
    }

    /** Since the first record was sent, up to the end of the job. */
    public Duration elapsed() {
        return Duration.ofNanos((end == 0 ? System.nanoTime() : end) - start);
    }

    /** Where Flink's web UI is. */
    public String webUrl() {
        return cluster.webUrl();
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The topics: of the samples, and what the job writes. */
    public List<String> topics() {
        return List.of(
                config.source().topic(),
                config.sinks().metrics(),
                config.sinks().deadLetters(),
                modelsTopic());
    }

    private String modelsTopic() {
        return config.sinks().models().orElseThrow();
    }

    /** Stops everything and removes all files. */
    @Override
    public void close() throws Exception {
        player.interrupt();
        // Behind this, a pending interruption would cut short the closing itself.
        boolean interrupted = Thread.interrupted();
        try {
            IOUtils.closeAll(() -> player.join(5000), reader, cluster, broker);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
