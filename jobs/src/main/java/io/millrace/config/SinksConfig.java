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
 * @param lostTransactions what becomes of the job if a transaction cannot be committed any more
 * @param properties further properties of the producers
 */
public record SinksConfig(
        String metrics,
        Optional<String> predictions,
        String deadLetters,
        Optional<String> models,
        Guarantee guarantee,
        Duration transactionTimeout,
        LostTransactions lostTransactions,
        Map<String, String> properties) {

    /** How often a result is written. */
    public enum Guarantee {
        /** In Kafka transactions that commit with Flink's checkpoints. */
        EXACTLY_ONCE,
        /** At once, and again after a failure. */
        AT_LEAST_ONCE
    }

    /** What becomes of a job whose results Kafka has given up. */
    public enum LostTransactions {
        /** It ends. */
        FAIL,
        /** It goes on without them. */
        ACCEPT
    }

    public SinksConfig {
        properties = Map.copyOf(properties);
    }

    /** Topics named after the job, no predictions, exactly once. */
    public static SinksConfig defaults(String name) {
        return new SinksConfig(
                name + ".metrics",
                Optional.empty(),
                name + ".dead-letters",
                Optional.of(name + ".models"),
                Guarantee.EXACTLY_ONCE,
                Duration.ofMinutes(10),
                LostTransactions.FAIL,
                Map.of());
    }

    /** Without the values of properties that may be secret. */
    @Override
    public String toString() {
        return "SinksConfig[metrics=%s, predictions=%s, deadLetters=%s, models=%s, guarantee=%s, transactionTimeout=%s, lostTransactions=%s, properties=%s]"
                .formatted(
                        metrics,
                        predictions,
                        deadLetters,
                        models,
                        guarantee,
                        transactionTimeout,
                        lostTransactions,
                        Secrets.redact(properties));
    }
}
