package io.millrace.kafka;

import io.millrace.config.SinksConfig.LostTransactions;
import io.millrace.kafka.TransactionFates.Fate;
import io.millrace.operator.UnrecoverableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's committer, but a transaction that cannot be committed any more ends the job
 * rather than be counted and forgotten, unless the configuration accepts its loss.
 *
 * <p>A restored transaction that was committed before the failure looks the same to the connector.
 * {@link TransactionFates} tells them apart, unless its id has been used since: then the job goes
 * on, because so it is after most failures, but says so in its log and counts it.
 */
final class GuardedCommitter implements Committer<KafkaCommittable> {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedCommitter.class);

    private final Committer<KafkaCommittable> committer;
    private final String topic;
    private final LostTransactions policy;
    private final Properties client;
    private final Counter reused;

    GuardedCommitter(
            Committer<KafkaCommittable> committer,
            String topic,
            LostTransactions policy,
            Properties client,
            Counter reused) {
        this.committer = committer;
        this.topic = topic;
        this.policy = policy;
        this.client = client;
        this.reused = reused;
    }

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
            throws IOException, InterruptedException {
        List<CommitRequest<KafkaCommittable>> guarded = new ArrayList<>(requests.size());
        requests.forEach(request -> guarded.add(new GuardedRequest(request)));
        committer.commit(guarded);
    }

    @Override
    public void close() throws Exception {
        committer.close();
    }

    private final class GuardedRequest implements CommitRequest<KafkaCommittable> {

        private final CommitRequest<KafkaCommittable> request;

        GuardedRequest(CommitRequest<KafkaCommittable> request) {
            this.request = request;
        }

        /** Fenced or aborted: the connector would go on without it. */
        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            settle(TransactionFates.of(getCommittable(), client), reason);
        }

        /** All else: the connector would restart, which is right for what may pass. */
        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            if (Causes.find(reason, InvalidPidMappingException.class).isPresent()) {
                settle(Fate.FORGOTTEN, reason);
            } else {
                request.signalFailedWithUnknownReason(reason);
            }
        }

        private void settle(Fate fate, Throwable reason) {
            String what = fate.message(topic, getCommittable().getTransactionalId());
            switch (fate) {
                case COMMITTED -> request.signalAlreadyCommitted();
                case OPEN -> request.signalFailedWithUnknownReason(reason);
                case REUSED -> {
                    LOG.warn("Going on: {}", what);
                    reused.inc();
                    request.signalAlreadyCommitted();
                }
                case ABORTED, FORGOTTEN -> goOnWithout(fate, what, reason);
            }
        }

        private void goOnWithout(Fate fate, String what, Throwable reason) {
            if (policy == LostTransactions.FAIL) {
                throw new UnrecoverableException(what + fate.remedy(), reason);
            }
            LOG.warn("Going on without, as sinks.lost-transactions says: {}", what);
            request.signalFailedWithKnownReason(reason);
        }

        @Override
        public KafkaCommittable getCommittable() {
            return request.getCommittable();
        }

        @Override
        public int getNumberOfRetries() {
            return request.getNumberOfRetries();
        }

        @Override
        public void retryLater() {
            request.retryLater();
        }

        @Override
        public void updateAndRetryLater(KafkaCommittable committable) {
            request.updateAndRetryLater(committable);
        }

        @Override
        public void signalAlreadyCommitted() {
            request.signalAlreadyCommitted();
        }
    }
}
