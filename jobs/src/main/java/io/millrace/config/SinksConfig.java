package io.millrace.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where the results go: topics of the source's broker.
 *
 * @param metrics topic of the evaluation reports
 * @param predictions topic of one prediction a sample, if wanted
 * @param deadLetters topic of the records that broke the data contract
 * @param models compacted topic of the published models, if wanted
 * @param guarantee how often a result is written
 * @param transactionTimeout of the Kafka transactions of {@link Guarantee#EXACTLY_ONCE}: longer
 *     than a checkpoint and a restart together, at most the broker's {@code
 *     transaction.max.timeout.ms}
 * @param properties further properties of the producers
 */
public record SinksConfig(
        String metrics,
        Optional<String> predictions,
        String deadLetters,
        Optional<String> models,
        Guarantee guarantee,
        Duration transactionTimeout,
        Map<String, String> properties) {

    /** How often a result is written. */
    public enum Guarantee {
        /** In Kafka transactions that commit with Flink's checkpoints. */
        EXACTLY_ONCE,
        /** At once, and again after a failure. */
        AT_LEAST_ONCE
    }

    public SinksConfig {
        properties = Map.copyOf(properties);
    }
}
