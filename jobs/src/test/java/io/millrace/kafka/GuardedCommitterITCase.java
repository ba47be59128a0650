package io.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.config.SinksConfig.LostTransactions;
import io.millrace.local.Shared;
import io.millrace.operator.UnrecoverableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a committer makes of a transaction that was prepared before a failure. */
class GuardedCommitterITCase {

    private final String topic = TestTopics.create("results", 1);
    private final Counter reused = new SimpleCounter();
    private final String id = Shared.unique("transaction");
    private FlinkKafkaInternalProducer<byte[], byte[]> producer;

    @BeforeEach
    void makeProducer() {
        producer = new FlinkKafkaInternalProducer<>(properties(Duration.ofMinutes(1)), id);
    }

    @AfterEach
    void closeProducer() {
        producer.close(Duration.ZERO);
    }

    @Test
    void commitsWhatIsStillOpen() throws Exception {
        assertThat(commit(prepared(), LostTransactions.FAIL)).isEmpty();
        assertThat(TestTopics.read(topic)).hasSize(1);
    }

    @Test
    void commitsOnceMoreWhatWasCommitted() throws Exception {
        KafkaCommittable transaction = prepared();
        producer.commitTransaction();
        assertThat(commit(transaction, LostTransactions.FAIL)).containsExactly("committed");
        assertThat(reused.getCount()).isZero();
        assertThat(TestTopics.read(topic)).hasSize(1);
    }

    @Test
    void goesOnAndCountsWhatWasCommittedBeforeItsIdWasUsedAgain() throws Exception {
        KafkaCommittable transaction = prepared();
        producer.commitTransaction();
        try (var next = new FlinkKafkaInternalProducer<byte[], byte[]>(properties(), id)) {
            prepared(next);
            assertGoesOnAndCounts(transaction);
            next.abortTransaction();
            assertGoesOnAndCounts(transaction);
        }
        assertThat(TestTopics.read(topic)).hasSize(1);
    }

    /** To the broker it looks as what was committed and whose id was used again. */
    @Test
    void goesOnAndCountsWhatAnotherProducerEndedBeforeARestart() throws Exception {
        KafkaCommittable transaction = prepared();
        try (var other = new FlinkKafkaInternalProducer<byte[], byte[]>(properties(), id)) {
            other.initTransactions();
            assertGoesOnAndCounts(transaction);
            other.beginTransaction();
            other.send(new ProducerRecord<>(topic, new byte[1]));
            other.flush();
            assertGoesOnAndCounts(transaction);
            other.commitTransaction();
            assertGoesOnAndCounts(transaction);
        }
        assertThat(TestTopics.read(topic)).as("the record of the other").hasSize(1);
    }

    private void assertGoesOnAndCounts(KafkaCommittable transaction) throws Exception {
        long before = reused.getCount();
        assertThat(commit(transaction, LostTransactions.FAIL)).containsExactly("committed");
        assertThat(reused.getCount()).isEqualTo(before + 1);
    }

    @Test
    void refusesToGoOnWithoutWhatTimedOut() throws Exception {
        producer.close();
        producer = new FlinkKafkaInternalProducer<>(properties(Duration.ofMillis(500)), id);
        KafkaCommittable transaction = prepared();
        awaitAborted();
        assertThatThrownBy(() -> commit(transaction, LostTransactions.FAIL))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContaining("results for topic '" + topic + "' are lost")
                .hasMessageContaining("sinks.transaction-timeout")
                .hasMessageContaining("sinks.lost-transactions: accept");
        assertThat(commit(transaction, LostTransactions.ACCEPT)).containsExactly("lost");
        assertThat(TestTopics.read(topic)).isEmpty();
    }

    @Test
    void refusesToGoOnWithoutWhatAnotherProducerEnded() throws Exception {
        KafkaCommittable own = prepared(producer);
        try (var other = new FlinkKafkaInternalProducer<byte[], byte[]>(properties(), id)) {
            other.initTransactions();
        }
        assertThatThrownBy(() -> commit(own, LostTransactions.FAIL))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContaining("another job of the same name");
    }

    @Test
    void saysWhenTheBrokerKnowsNothingOfATransaction() throws Exception {
        KafkaCommittable transaction = new KafkaCommittable(1, (short) 0, id + "-unknown", null);
        assertThatThrownBy(() -> commit(transaction, LostTransactions.FAIL))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContaining("transactional.id.expiration.ms");
        assertThat(commit(transaction, LostTransactions.ACCEPT)).containsExactly("lost");
    }

    /** A transaction with a record, as it comes out of a checkpoint. */
    private KafkaCommittable prepared() {
        KafkaCommittable own = prepared(producer);
        return new KafkaCommittable(
                own.getProducerId(), own.getEpoch(), own.getTransactionalId(), null);
    }

    /** A transaction with a record, as it is in the run that made it. */
    private KafkaCommittable prepared(FlinkKafkaInternalProducer<byte[], byte[]> in) {
        in.initTransactions();
        in.beginTransaction();
        in.send(new ProducerRecord<>(topic, new byte[1]));
        in.flush();
        return KafkaCommittable.of(in);
    }

    private void awaitAborted() {
        try (Admin admin = Shared.broker().admin()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    admin.describeTransactions(List.of(id))
                                                    .description(id)
                                                    .get()
                                                    .state()
                                            == TransactionState.COMPLETE_ABORT);
        }
    }

    /** What the request was told, beside that it is done. */
    private List<String> commit(KafkaCommittable transaction, LostTransactions policy)
            throws Exception {
        Request request = new Request(transaction);
        KafkaCommitter committer =
                new KafkaCommitter(
                        properties(), "prefix", 0, 0, true, FlinkKafkaInternalProducer::new);
        try (GuardedCommitter guarded =
                new GuardedCommitter(committer, topic, policy, properties(), reused)) {
            guarded.commit(List.of(request));
        }
        return request.told;
    }

    private static Properties properties() {
        return properties(Duration.ofMinutes(1));
    }

    private static Properties properties(Duration timeout) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", Shared.broker().bootstrapServers());
        properties.setProperty("key.serializer", ByteArraySerializer.class.getName());
        properties.setProperty("value.serializer", ByteArraySerializer.class.getName());
        properties.setProperty("transaction.timeout.ms", Long.toString(timeout.toMillis()));
        return properties;
    }

    private static final class Request implements CommitRequest<KafkaCommittable> {

        private final KafkaCommittable transaction;
        private final List<String> told = new ArrayList<>();

        Request(KafkaCommittable transaction) {
            this.transaction = transaction;
        }

        @Override
        public KafkaCommittable getCommittable() {
            return transaction;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            told.add("lost");
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            throw new IllegalStateException(reason);
        }

        @Override
        public void retryLater() {
            told.add("retry");
        }

        @Override
        public void updateAndRetryLater(KafkaCommittable committable) {
            told.add("retry");
        }

        @Override
        public void signalAlreadyCommitted() {
            told.add("committed");
        }
    }
}
