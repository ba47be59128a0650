package io.millrace.chaos;

import io.millrace.cluster.Cluster;
import io.millrace.cluster.Daemon;
import io.millrace.cluster.SubmittedJob;
import io.millrace.cluster.Topics;
import io.millrace.config.ConfigLoader;
import io.millrace.config.JobConfig;
import io.millrace.config.SetupException;
import io.millrace.kafka.CommittedRecords;
import io.millrace.kafka.TopicReader;
import io.millrace.kafka.TopicWriter;
import io.millrace.local.TemporaryFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The crash laboratory: has a job learn a stream on a real cluster, hurts the cluster while samples
 * are in flight, and holds what was committed against an undisturbed run. Each experiment has a
 * laboratory of its own.
 */
public final class Laboratory {

    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AFTER_COMMIT = Duration.ofMillis(300);

    /** A producer that outlasts every fault, so that none of them loses a sample on its way in. */
    private static final Map<String, String> PATIENT =
            Map.of("delivery.timeout.ms", "600000", "max.block.ms", "600000");

    private final Cluster cluster;
    private final Path jobJar;
    private final Consumer<String> progress;
    private final String name = "chaos-" + Long.toString(System.currentTimeMillis(), 36);

    /** What the experiment has left in the cluster, beside its topics. */
    private final List<Path> traces = new ArrayList<>();

    /**
     * @param cluster one that is up
     * @param jobJar what Flink is given
     * @param progress told what is being done
     */
    public Laboratory(Cluster cluster, Path jobJar, Consumer<String> progress) {
        this.cluster = cluster;
        this.jobJar = jobJar;
        this.progress = progress;
    }

    /** The name of the job; those of its topics begin with it and a dot. */
    public String name() {
        return name;
    }

    /**
     * An experiment.
     *
     * @param seed the same seed makes the same stream and the same faults
     * @param faults how many
     * @param rows how many samples are played
     * @param rate rows a second
     * @param kinds of the faults; each comes about equally often
     */
    public record Plan(long seed, int faults, long rows, double rate, List<FaultKind> kinds) {

        public Plan {
            if (faults < 0 || rows < 1 || !(rate > 0) || kinds.isEmpty()) {
                throw new IllegalArgumentException(
                        "faults must be 0 or more, rows 1 or more, the rate positive");
            }
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * What came of it.
     *
     * @param rows that were sent: somewhat more than planned if recoveries took long
     * @param faults how many of each kind struck
     * @param recovery of those that a cluster has to recover from
     * @param stopped why the job failed for good, if it did
     * @param verdict of the audit; of what there was, if the job was stopped
     */
    public record Result(
            long rows,
            Map<FaultKind, Integer> faults,
            Recovery recovery,
            Optional<String> stopped,
            Verdict verdict) {

        public boolean passed() {
            return stopped.isEmpty() && recovery.unrecovered() == 0 && verdict.passed();
        }
    }

    /**
     * Carries it out.
     *
     * @throws IOException if a process cannot be started
     */
    public Result run(Plan plan) throws IOException, InterruptedException {
        cluster.mend(); // Another laboratory may have been killed in the middle of a fault.
        String bootstrap = cluster.plan().bootstrapServers();
        Path file = cluster.root().resolve(name + ".yaml");
        traces.add(file);
        Files.writeString(file, LaboratoryJob.yaml(name, bootstrap));
        JobConfig config = ConfigLoader.load(file, List.of(), Map.of());
        try (Topics topics = Topics.of(cluster.plan())) {
            topics.create(LaboratoryJob.samples(name), SampleStream.PARTITIONS);
        }
        progress.accept("submitting");
        SubmittedJob job =
                SubmittedJob.submit(
                        cluster, List.of(), jobJar, List.of("--config", file.toString()));
        traces.add(cluster.checkpoints().of(job.id()));
        TopicWriter writer =
                TopicWriter.open(bootstrap, LaboratoryJob.samples(name), PATIENT, false);
        Watch watch =
                new Watch(
                        TopicReader.open(
                                bootstrap,
                                List.of(
                                        LaboratoryJob.predictions(name),
                                        LaboratoryJob.deadLetters(name))));
        try (Feed feed = new Feed(new SampleStream(plan.seed()), writer, plan.rows(), plan.rate());
                watch) {
            Experiment experiment = new Experiment(plan, job, feed, watch);
            Optional<String> stopped;
            try {
                stopped = experiment.run();
            } finally {
                feed.stop();
                if (!experiment.drained) {
                    job.cancel();
                }
            }
            progress.accept("auditing");
            return new Result(
                    feed.rows(),
                    experiment.struck,
                    Recovery.of(experiment.moments, watch.outputs()),
                    stopped,
                    audit(config, feed.records(), stopped.isEmpty()));
        }
    }

    /** Removes what the experiment has left in the cluster: topics, checkpoints, a savepoint. */
    public void clean() throws IOException, InterruptedException {
        try (Topics topics = Topics.of(cluster.plan())) {
            topics.delete(LaboratoryJob.topics(name));
        }
        for (Path trace : traces) {
            TemporaryFolder.delete(trace);
        }
    }

    private Verdict audit(JobConfig config, long records, boolean drained)
            throws InterruptedException {
        String bootstrap = cluster.plan().bootstrapServers();
        try (Topics topics = Topics.of(cluster.plan())) {
            topics.awaitTransactionsClosed(LaboratoryJob.outputs(name), RECOVERY);
        }
        CommittedRecords played = new CommittedRecords(bootstrap, LaboratoryJob.samples(name));
        Verdict verdict =
                new Audit(config.learner(), config.source().format(), drained)
                        .judge(
                                played,
                                new Outputs(
                                        new CommittedRecords(
                                                bootstrap, LaboratoryJob.predictions(name)),
                                        new CommittedRecords(
                                                bootstrap, LaboratoryJob.deadLetters(name)),
                                        new CommittedRecords(
                                                bootstrap, LaboratoryJob.metrics(name)),
                                        new CommittedRecords(
                                                bootstrap, LaboratoryJob.models(name))));
        if (verdict.rows() != records) {
            throw new IllegalStateException(
                    "the source topic holds "
                            + verdict.rows()
                            + " records, but "
                            + records
                            + " were played: the experiment itself went wrong");
        }
        return verdict;
    }

    /** One run of a plan, as far as it has come. */
    private final class Experiment {

        private final Plan plan;
        private final SubmittedJob job;
        private final Feed feed;
        private final Watch watch;
        private final Injector injector;
        private boolean drained;
        private final Map<FaultKind, Integer> struck = new EnumMap<>(FaultKind.class);

        /** From when on recovery is timed, of each fault that needs one. */
        private final List<Instant> moments = new ArrayList<>();

        Experiment(Plan plan, SubmittedJob job, Feed feed, Watch watch) {
            this.plan = plan;
            this.job = job;
            this.feed = feed;
            this.watch = watch;
            this.injector = new Injector(cluster, feed);
        }

        /** Why the job failed for good, if it did. */
        Optional<String> run() throws IOException, InterruptedException {
            List<Schedule.Fault> faults =
                    Schedule.of(plan.seed(), plan.faults(), plan.rows(), plan.kinds());
            Instant begin = Instant.now();
            feed.allow(faults.isEmpty() ? plan.rows() : faults.get(0).row());
            feed.start();
            Optional<String> stopped = awaitOutput(begin);
            for (int i = 0; i < faults.size() && stopped.isEmpty(); i++) {
                Schedule.Fault fault = faults.get(i);
                feed.awaitSent(fault.row());
                feed.allow(i + 1 < faults.size() ? faults.get(i + 1).row() : plan.rows());
                progress.accept(
                        String.format(
                                "%,d rows sent; fault %d of %d: %s",
                                fault.row(), i + 1, faults.size(), fault.kind()));
                stopped = strike(fault);
            }
            if (stopped.isEmpty()) {
                feed.finish();
                stopped = awaitAll();
            }
            return stopped.isEmpty() ? drain() : stopped;
        }

        private Optional<String> drain() throws IOException, InterruptedException {
            try {
                URI savepoint = URI.create(job.drain());
                if ("file".equals(savepoint.getScheme())) {
                    traces.add(Path.of(savepoint));
                }
                drained = true;
                return Optional.empty();
            } catch (SetupException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        private Optional<String> strike(Schedule.Fault fault)
                throws IOException, InterruptedException {
            Thread.sleep(fault.delayMillis());
            supervise();
            if (fault.kind() == FaultKind.EXPIRE_TRANSACTIONS) {
                // Between a checkpoint and its commit the loss would be real, and the job must
                // stop: another experiment.
                Optional<String> stopped = awaitOutput(Instant.now());
                if (stopped.isPresent()) {
                    return stopped;
                }
                Thread.sleep(AFTER_COMMIT.toMillis());
            }
            Injector.Span span = injector.inject(fault.kind(), fault.target());
            struck.merge(fault.kind(), 1, Integer::sum);
            if (fault.kind().clock() == FaultKind.Clock.NONE) {
                return job.failure();
            }
            Instant moment =
                    fault.kind().clock() == FaultKind.Clock.FROM_END ? span.end() : span.start();
            moments.add(moment);
            return awaitOutput(moment);
        }

        /** Waits for an output that was made after a moment, and keeps the cluster whole. */
        private Optional<String> awaitOutput(Instant moment)
                throws IOException, InterruptedException {
            long deadline = System.nanoTime() + RECOVERY.toNanos();
            while (!watch.awaitMadeAfter(moment, LOOK)) {
                Optional<String> failure = job.failure();
                if (failure.isPresent()) {
                    return failure;
                }
                if (System.nanoTime() > deadline) {
                    return Optional.of(
                            "nothing was committed for " + RECOVERY.toMinutes() + " min");
                }
                supervise();
            }
            return Optional.empty();
        }

        /** Waits until all is done, or nothing more comes: the audit will say what is lost. */
        private Optional<String> awaitAll() throws IOException, InterruptedException {
            long seen = -1;
            long deadline = 0;
            while (watch.seen() < feed.records()) {
                if (seen != watch.seen()) {
                    seen = watch.seen();
                    deadline = System.nanoTime() + RECOVERY.toNanos();
                    progress.accept(String.format("%,d of %,d records done", seen, feed.records()));
                }
                Optional<String> failure = job.failure();
                if (failure.isPresent() || System.nanoTime() > deadline) {
                    return failure;
                }
                supervise();
                Thread.sleep(LOOK.toMillis());
            }
            return Optional.empty();
        }

        /** A process that ended by itself is started again, as anywhere. */
        private void supervise() throws IOException, InterruptedException {
            for (Daemon daemon : cluster.daemons()) {
                if (!daemon.isAlive()) {
                    progress.accept("starting " + daemon.name() + ", which has ended by itself");
                    cluster.start(daemon);
                }
            }
        }
    }
}
