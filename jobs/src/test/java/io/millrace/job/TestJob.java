package io.millrace.job;

import io.millrace.config.JobConfig;
import io.millrace.config.RuntimeConfig;
import io.millrace.config.SinksConfig;
import io.millrace.config.SourceConfig;
import io.millrace.data.Feature;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.FormatConfig;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.clean.CleanConfig;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.rebalance.RebalanceConfig;
import io.millrace.learn.train.TrainConfig;
import io.millrace.local.Shared;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A training job on the shared broker, to be varied. */
public final class TestJob {

    /** Samples between two versions of a model. */
    static final int PUBLISH_EVERY = 400;

    private final String topic;
    private final String name = Shared.unique("job");
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> flink = new HashMap<>();
    private String bootstrapServers = Shared.broker().bootstrapServers();
    private FormatConfig format = FormatConfig.defaults();
    private LearnerConfig learner =
            LearnerConfig.defaults(
                    new Schema(
                            List.of(new Feature.Numeric("x")),
                            new Target.Classification("label", List.of("no", "yes"))));
    private SinksConfig.Guarantee guarantee = SinksConfig.Guarantee.EXACTLY_ONCE;
    private Duration transactionTimeout = Duration.ofMinutes(5);
    private SinksConfig.LostTransactions lostTransactions = SinksConfig.LostTransactions.FAIL;
    private RuntimeConfig.Backend backend = RuntimeConfig.Backend.HASHMAP;
    private int parallelism = 1;
    private int maxParallelism = 16;
    private boolean optionalSinks = true;

    /** A learner that has something to say and to keep in every stage after few samples. */
    static LearnerConfig learner(Schema schema) {
        TrainConfig train = TrainConfig.defaults();
        return new LearnerConfig(
                schema,
                new AdmitConfig(PUBLISH_EVERY, 0),
                CleanConfig.defaults(),
                NormalizeConfig.defaults(),
                new RebalanceConfig(
                        RebalanceConfig.Method.WEIGHTS, 1_000, 1, 100, true, 0, 0.1f, 1),
                new TrainConfig(
                        train.model(),
                        train.optimizer(),
                        train.schedule(),
                        16,
                        1,
                        1e-4,
                        0,
                        0,
                        TrainConfig.Compute.LOOPS),
                new EvaluateConfig(250, 0, 0, 0, 0.99));
    }

    /** The same, with so many ids remembered. */
    static LearnerConfig deduplicating(LearnerConfig learner, int ids) {
        return new LearnerConfig(
                learner.schema(),
                new AdmitConfig(learner.admit().publishEvery(), ids),
                learner.clean(),
                learner.normalize(),
                learner.rebalance(),
                learner.train(),
                learner.evaluate());
    }

    private TestJob(String topic) {
        this.topic = topic;
    }

    /** A job over a source topic. */
    public static TestJob on(String topic) {
        return new TestJob(topic);
    }

    public TestJob bootstrapServers(String address) {
        this.bootstrapServers = address;
        return this;
    }

    public TestJob property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    public TestJob flink(String key, String value) {
        flink.put(key, value);
        return this;
    }

    public TestJob format(FormatConfig.Kind kind) {
        this.format = new FormatConfig(kind, format.delimiter(), format.maxBytes());
        return this;
    }

    public TestJob maxBytes(int bytes) {
        this.format = new FormatConfig(format.kind(), format.delimiter(), bytes);
        return this;
    }

    public TestJob learner(LearnerConfig config) {
        this.learner = config;
        return this;
    }

    public TestJob guarantee(SinksConfig.Guarantee value) {
        this.guarantee = value;
        return this;
    }

    public TestJob transactionTimeout(Duration timeout) {
        this.transactionTimeout = timeout;
        return this;
    }

    public TestJob acceptLostTransactions() {
        this.lostTransactions = SinksConfig.LostTransactions.ACCEPT;
        return this;
    }

    public TestJob backend(RuntimeConfig.Backend value) {
        this.backend = value;
        return this;
    }

    public TestJob parallelism(int value) {
        this.parallelism = value;
        return this;
    }

    TestJob maxParallelism(int value) {
        this.maxParallelism = value;
        return this;
    }

    /** Whether predictions and models go out. */
    TestJob optionalSinks(boolean on) {
        this.optionalSinks = on;
        return this;
    }

    public JobConfig config() {
        return new JobConfig(
                name,
                new SourceConfig(
                        bootstrapServers,
                        topic,
                        name,
                        SourceConfig.Start.EARLIEST,
                        format,
                        properties),
                learner,
                Optional.empty(),
                new SinksConfig(
                        name + "-metrics",
                        Optional.of(name + "-predictions").filter(on -> optionalSinks),
                        name + "-dead-letters",
                        Optional.of(name + "-models").filter(on -> optionalSinks),
                        guarantee,
                        transactionTimeout,
                        lostTransactions,
                        Map.of()),
                new RuntimeConfig(
                        parallelism,
                        maxParallelism,
                        Duration.ofMillis(200),
                        Duration.ofMinutes(1),
                        Optional.empty(),
                        backend,
                        flink));
    }
}
