package io.millrace.config;

import static io.millrace.config.Option.option;
import static io.millrace.config.Option.required;
import static io.millrace.config.Types.duration;
import static io.millrace.config.Types.integer;
import static io.millrace.config.Types.matching;
import static io.millrace.config.Types.oneOf;
import static io.millrace.config.Types.optional;
import static io.millrace.config.Types.orNone;
import static io.millrace.config.Types.text;
import static io.millrace.config.Types.topic;

import io.millrace.format.FormatConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The keys that say where samples come from, where results go, and how Flink runs the job. */
final class JobOptions {

    /** The least that Flink takes as a checkpoint interval or timeout. */
    private static final Duration LEAST = Duration.ofMillis(10);

    private static final int MOST_BYTES = 1 << 28;
    private static final int MOST_PARALLEL = 1 << 15;

    private JobOptions() {}

    static final Option<JobConfig, String> NAME =
            required(
                    "name",
                    matching(
                            "a name: up to 100 letters, digits, dots, hyphens and underscores",
                            "[A-Za-z0-9][A-Za-z0-9._-]{0,99}"),
                    JobConfig::name,
                    "The job's name. Topics, the consumer group and Kafka transactions are named"
                            + " after it, so no two jobs on one broker may share it.");

    static final Section JOB = Section.of("", "The keys at the top of the file.", NAME);

    static final Option<JobConfig, String> BOOTSTRAP_SERVERS =
            required(
                    "source.bootstrap-servers",
                    text(),
                    job -> job.source().bootstrapServers(),
                    "The Kafka brokers to ask first, as `host:port,host:port`. The sinks write to"
                            + " the same cluster.");
    static final Option<JobConfig, String> TOPIC =
            required(
                    "source.topic",
                    topic(),
                    job -> job.source().topic(),
                    "The topic of labelled samples.");
    static final Option<JobConfig, String> GROUP_ID =
            option(
                    "source.group-id",
                    text(),
                    job -> job.source().groupId(),
                    "The consumer group that offsets are committed for, for monitoring. After a"
                            + " failure the job goes on from its checkpoint, whatever the group"
                            + " says.");
    static final Option<JobConfig, SourceConfig.Start> START =
            option(
                    "source.start",
                    oneOf(SourceConfig.Start.class),
                    job -> job.source().start(),
                    "Where a job without a checkpoint begins: the `earliest` or the `latest` record,"
                            + " or the group's `committed` offsets (the earliest where there are"
                            + " none).");
    static final Option<JobConfig, FormatConfig.Kind> FORMAT =
            option(
                    "source.format",
                    oneOf(FormatConfig.Kind.class),
                    job -> job.source().format().kind(),
                    "How a sample is written: `json` is one object with named fields; `json-array`"
                            + " one array, and `csv` one line: features in the order of the schema,"
                            + " then the label, then id, key, time and weight as far as the schema"
                            + " names them and they are not features too.");
    static final Option<JobConfig, Character> DELIMITER =
            option(
                    "source.delimiter",
                    matching(
                                    "one ASCII character, no quote and no line break",
                                    "[\\x01-\\t\\x0B\\x0C\\x0E-!#-\\x7F]")
                            .as(text -> text.charAt(0), character -> character.toString()),
                    job -> job.source().format().delimiter(),
                    "What stands between the fields of `csv`; a tab is `\"\\t\"`.");
    static final Option<JobConfig, Integer> MAX_BYTES =
            option(
                    "source.max-bytes",
                    integer(1, MOST_BYTES),
                    job -> job.source().format().maxBytes(),
                    "Records with a longer value become dead letters.");
    static final Option<JobConfig, Map<String, String>> SOURCE_PROPERTIES =
            option(
                    "source.properties",
                    new PropertiesType(true),
                    job -> job.source().properties(),
                    "Further properties of the Kafka clients (security and the like), of the source"
                            + " and the sinks alike. Secrets by reference only: see"
                            + " [security](security.md).");

    static final Section SOURCE =
            Section.of(
                    "source",
                    "Where samples come from.",
                    BOOTSTRAP_SERVERS,
                    TOPIC,
                    GROUP_ID,
                    START,
                    FORMAT,
                    DELIMITER,
                    MAX_BYTES,
                    SOURCE_PROPERTIES);

    static final Option<JobConfig, String> METRICS =
            option(
                    "sinks.metrics",
                    topic(),
                    job -> job.sinks().metrics(),
                    "The topic of the evaluation reports.");
    static final Option<JobConfig, Optional<String>> PREDICTIONS =
            option(
                    "sinks.predictions",
                    orNone(topic()),
                    job -> job.sinks().predictions(),
                    "The topic of one prediction a sample, or none.");
    static final Option<JobConfig, String> DEAD_LETTERS =
            option(
                    "sinks.dead-letters",
                    topic(),
                    job -> job.sinks().deadLetters(),
                    "The topic of the records that broke the data contract, as they were.");
    static final Option<JobConfig, Optional<String>> MODELS =
            option(
                    "sinks.models",
                    orNone(topic()),
                    job -> job.sinks().models(),
                    "The compacted topic of the published models, or none.");
    static final Option<JobConfig, SinksConfig.Guarantee> GUARANTEE =
            option(
                    "sinks.guarantee",
                    oneOf(SinksConfig.Guarantee.class),
                    job -> job.sinks().guarantee(),
                    "`exactly-once`: results are in Kafka transactions and seen when a checkpoint"
                            + " ends. `at-least-once`: results are seen at once, and again after a"
                            + " failure.");
    static final Option<JobConfig, Duration> TRANSACTION_TIMEOUT =
            option(
                    "sinks.transaction-timeout",
                    duration(LEAST),
                    job -> job.sinks().transactionTimeout(),
                    "After which Kafka gives up an open transaction, and its results are lost:"
                            + " longer than a checkpoint interval, a checkpoint timeout and a"
                            + " restart together, and no longer than the broker's"
                            + " `transaction.max.timeout.ms` (15 min by default).");
    static final Option<JobConfig, SinksConfig.LostTransactions> LOST_TRANSACTIONS =
            option(
                    "sinks.lost-transactions",
                    oneOf(SinksConfig.LostTransactions.class),
                    job -> job.sinks().lostTransactions(),
                    "If Kafka gave up results of a checkpoint before they were committed: `fail`"
                            + " ends the job with a message, `accept` goes on without them. The"
                            + " model loses nothing either way. To be accepted, too, to restore a"
                            + " savepoint that is older than the broker's"
                            + " `transactional.id.expiration.ms` (7 d) or from another broker.");
    static final Option<JobConfig, Map<String, String>> SINK_PROPERTIES =
            option(
                    "sinks.properties",
                    new PropertiesType(true),
                    job -> job.sinks().properties(),
                    "Further properties of the Kafka producers, beside those of the source.");

    static final Section SINKS =
            Section.of(
                    "sinks",
                    "Where results go.",
                    METRICS,
                    PREDICTIONS,
                    DEAD_LETTERS,
                    MODELS,
                    GUARANTEE,
                    TRANSACTION_TIMEOUT,
                    LOST_TRANSACTIONS,
                    SINK_PROPERTIES);

    static final Option<JobConfig, Integer> PARALLELISM =
            option(
                    "runtime.parallelism",
                    integer(1, MOST_PARALLEL),
                    job -> job.runtime().parallelism(),
                    "Of the whole job. Models are spread over it by key; one model uses one.");
    static final Option<JobConfig, Integer> MAX_PARALLELISM =
            option(
                    "runtime.max-parallelism",
                    integer(1, MOST_PARALLEL),
                    job -> job.runtime().maxParallelism(),
                    "The highest parallelism that the job's state can ever be spread over. It cannot"
                            + " be changed later.");
    static final Option<JobConfig, Duration> CHECKPOINT_INTERVAL =
            option(
                    "runtime.checkpoint-interval",
                    duration(LEAST),
                    job -> job.runtime().checkpointInterval(),
                    "The time from one checkpoint to the next: how long results wait under"
                            + " `exactly-once`, and how much is done again after a failure.");
    static final Option<JobConfig, Duration> CHECKPOINT_TIMEOUT =
            option(
                    "runtime.checkpoint-timeout",
                    duration(LEAST),
                    job -> job.runtime().checkpointTimeout(),
                    "After which a checkpoint is given up.");
    static final Option<JobConfig, Optional<String>> CHECKPOINT_DIRECTORY =
            option(
                    "runtime.checkpoint-directory",
                    optional(text()),
                    job -> job.runtime().checkpointDirectory(),
                    "A URI; without it, what the cluster says.");
    static final Option<JobConfig, RuntimeConfig.Backend> BACKEND =
            option(
                    "runtime.backend",
                    oneOf(RuntimeConfig.Backend.class),
                    job -> job.runtime().backend(),
                    "Where state lives: on the heap (`hashmap`) or in `rocksdb`.");
    static final Option<JobConfig, Map<String, String>> FLINK =
            option(
                    "runtime.flink",
                    new PropertiesType(false),
                    job -> job.runtime().flink(),
                    "Further options of Flink, by Flink's own keys.");

    static final Section RUNTIME =
            Section.of(
                    "runtime",
                    "How Flink runs the job.",
                    PARALLELISM,
                    MAX_PARALLELISM,
                    CHECKPOINT_INTERVAL,
                    CHECKPOINT_TIMEOUT,
                    CHECKPOINT_DIRECTORY,
                    BACKEND,
                    FLINK);
}
