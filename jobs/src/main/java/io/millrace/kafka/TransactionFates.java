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
        /** It was committed, and its id has not been used again. */
        COMMITTED("results for topic '%s' were committed: transaction '%s'"),
        /** It is still open, so the refusal may pass. */
        OPEN("results for topic '%s' are still to be committed: transaction '%s'"),
        /** Its id has been used since, and the broker keeps of an id only what came last. */
        REUSED(
                "whether results for topic '%s' were committed cannot be told: their transaction"
                        + " '%s' has been used again since. They were, unless another job of the"
                        + " same name started before this checkpoint's or savepoint's results were"
                        + " committed, for then Kafka gave them up. The model has lost nothing"),
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
     * Asks the broker, which knows of an id its last transaction alone. One that ended, and whose
     * id was not taken again, is committed or aborted under its own epoch or the next. Once another
     * producer has taken the id, the epoch is two later whether that found the transaction
     * committed or aborted it: that is {@link Fate#REUSED}. Of brokers before Kafka 4, where a
     * commit does not raise the epoch, a later transaction that was aborted at once is taken for
     * this one.
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
        if (now.producerId() != transaction.getProducerId()
                || now.producerEpoch() - transaction.getEpoch() > 1) {
            return Fate.REUSED;
        }
        return switch (now.state()) {
            case PREPARE_COMMIT, COMPLETE_COMMIT -> Fate.COMMITTED;
            case PREPARE_ABORT, COMPLETE_ABORT, PREPARE_EPOCH_FENCE -> Fate.ABORTED;
            // At the next epoch it goes on behind its own commit: an abort would have led to the
            // epoch after that.
            case ONGOING, UNKNOWN ->
                    now.producerEpoch() == transaction.getEpoch() ? Fate.OPEN : Fate.COMMITTED;
            case EMPTY -> Fate.REUSED;
        };
    }
}
