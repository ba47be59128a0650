package io.millrace.config;

import io.millrace.config.SinksConfig.Guarantee;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.TimeUtils;

/** What the sources, the sinks and the runtime must hold together. */
final class JobChecks {

    private static final String FIXED = "it is fixed";

    private static final Map<String, String> SOURCE_KEYS =
            Map.of(
                    "bootstrap.servers",
                    "set source.bootstrap-servers instead",
                    "group.id",
                    "set source.group-id instead",
                    "auto.offset.reset",
                    "set source.start instead",
                    "enable.auto.commit",
                    FIXED,
                    "key.deserializer",
                    FIXED,
                    "value.deserializer",
                    FIXED);
    private static final Map<String, String> SINK_KEYS =
            Map.of(
                    "bootstrap.servers", "set source.bootstrap-servers instead",
                    "transaction.timeout.ms", "set sinks.transaction-timeout instead",
                    "transactional.id", FIXED,
                    "key.serializer", FIXED,
                    "value.serializer", FIXED);
    private static final Map<String, String> FLINK_KEYS =
            Map.of(
                    "parallelism.default", "set runtime.parallelism instead",
                    "pipeline.max-parallelism", "set runtime.max-parallelism instead",
                    "execution.checkpointing.interval", "set runtime.checkpoint-interval instead",
                    "execution.checkpointing.timeout", "set runtime.checkpoint-timeout instead",
                    "execution.checkpointing.dir", "set runtime.checkpoint-directory instead",
                    "state.backend.type", "set runtime.backend instead",
                    "execution.checkpointing.mode", FIXED,
                    "pipeline.generic-types", FIXED,
                    "pipeline.auto-generate-uids", FIXED);

    private final Rules rules;

    JobChecks(Rules rules) {
        this.rules = rules;
    }

    void run() {
        topicsDiffer();
        transactionsOutliveCheckpoints();
        rules.check(
                rules.get(JobOptions.PARALLELISM) <= rules.get(JobOptions.MAX_PARALLELISM),
                JobOptions.PARALLELISM,
                "must not be above runtime.max-parallelism",
                JobOptions.MAX_PARALLELISM);
        reserved(JobOptions.SOURCE_PROPERTIES, SOURCE_KEYS);
        reserved(JobOptions.SINK_PROPERTIES, SINK_KEYS);
        reserved(JobOptions.FLINK, FLINK_KEYS);
    }

    private void topicsDiffer() {
        List<Option<JobConfig, ?>> options =
                List.of(
                        JobOptions.TOPIC,
                        JobOptions.METRICS,
                        JobOptions.DEAD_LETTERS,
                        JobOptions.PREDICTIONS,
                        JobOptions.MODELS);
        for (int i = 1; i < options.size(); i++) {
            Option<JobConfig, ?> option = options.get(i);
            Optional<?> topic = topic(option);
            for (Option<JobConfig, ?> earlier : options.subList(0, i)) {
                rules.check(
                        topic.isEmpty() || !topic.equals(topic(earlier)),
                        option,
                        "must not be the topic of " + earlier.path(),
                        earlier);
            }
        }
    }

    private Optional<?> topic(Option<JobConfig, ?> option) {
        Object topic = rules.get(option);
        return topic instanceof Optional<?> optional ? optional : Optional.of(topic);
    }

    private void transactionsOutliveCheckpoints() {
        Duration interval = rules.get(JobOptions.CHECKPOINT_INTERVAL);
        Duration timeout = rules.get(JobOptions.CHECKPOINT_TIMEOUT);
        Duration checkpoint = interval.plus(timeout);
        rules.check(
                rules.get(JobOptions.GUARANTEE) != Guarantee.EXACTLY_ONCE
                        || rules.get(JobOptions.TRANSACTION_TIMEOUT).compareTo(checkpoint) > 0,
                JobOptions.TRANSACTION_TIMEOUT,
                "must be longer than runtime.checkpoint-interval and runtime.checkpoint-timeout"
                        + " together ("
                        + TimeUtils.formatWithHighestUnit(interval)
                        + " + "
                        + TimeUtils.formatWithHighestUnit(timeout)
                        + "), with time for a restart besides: Kafka drops the results of a"
                        + " transaction that expires before its checkpoint ends",
                JobOptions.CHECKPOINT_INTERVAL,
                JobOptions.CHECKPOINT_TIMEOUT);
    }

    private void reserved(
            Option<JobConfig, Map<String, String>> option, Map<String, String> instead) {
        for (String key : rules.get(option).keySet().stream().sorted().toList()) {
            String hint = instead.get(key);
            if (hint != null) {
                rules.refuse(option, option.path() + "." + key, "cannot be set here: " + hint);
            }
        }
    }
}
