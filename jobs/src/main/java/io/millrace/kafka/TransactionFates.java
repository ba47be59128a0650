package io.millrace.kafka;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/** What became of transactions that the broker refuses to commit. */
final class TransactionFates {

    /** The fate of one. */
    enum Fate {
        /** It was committed, and its id has been used again since. */
        COMMITTED(""),
        ABORTED(
                "results for topic '%s' are lost: Kafka gave up their transaction '%s' before it"
                        + " was committed, because it was open for longer than"
                        + " sinks.transaction-timeout, or because another job of the same name runs."
                        + " The model has lost nothing"),
        FORGOTTEN(
                "whether results for topic '%s' were committed cannot be told: Kafka does not know"
                        + " their transaction '%s'. The savepoint is older than the broker's"
                        + " transactional.id.expiration.ms (7 d), or from another broker. They were"
                        + " committed if the job was stopped with this savepoint");

        private final String message;

        Fate(String message) {
            this.message = message;
        }

        String message(String topic, String transactionalId) {
            return String.format(message, topic, transactionalId);
        }

        String remedy() {
            String goOn =
                    ". To go on without them, start the job from its last checkpoint or savepoint"
                            + " with sinks.lost-transactions: accept";
            return this == ABORTED
                    ? goOn
                            + "; from an older one it writes them, and all since, once more. Make"
                            + " sinks.transaction-timeout longer than the longest pause"
                    : goOn;
        }
    }

    private TransactionFates() {}

    /**
     * Asks the broker. A transaction that timed out, or that another producer ended, leaves its id
     * aborted, under its own epoch or the next. One that was committed and whose id was taken again
     * leaves it under a later epoch or in another state: of brokers before Kafka 4, where a commit
     * does not raise the epoch, a later transaction that was aborted at once looks the same, and is
     * then taken for this one.
     *
     * @param client the properties of a client of the broker
     */
    static Fate of(KafkaCommittable transaction, Properties client) {
        if (transaction.getProducer().isPresent()) {
            // Made by this very run, so it cannot have been committed before.
            return Fate.ABORTED;
        }
        String id = transaction.getTransactionalId();
        try (Admin admin = Admin.create(client)) {
            return of(transaction, admin.describeTransactions(List.of(id)).description(id).get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransactionalIdNotFoundException) {
                return Fate.FORGOTTEN;
            }
            throw new FlinkRuntimeException("cannot look at transaction '" + id + "'", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlinkRuntimeException("interrupted while asking Kafka", e);
        }
    }

    static Fate of(KafkaCommittable transaction, TransactionDescription now) {
        boolean next =
                now.producerId() == transaction.getProducerId()
                        && now.producerEpoch() - transaction.getEpoch() <= 1;
        boolean aborted =
                switch (now.state()) {
                    case PREPARE_ABORT, COMPLETE_ABORT, PREPARE_EPOCH_FENCE -> true;
                    default -> false;
                };
        return next && aborted ? Fate.ABORTED : Fate.COMMITTED;
    }
}
