package io.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.kafka.TransactionFates.Fate;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a broker's answer means for a transaction of producer 7 that was prepared at epoch 3. */
class TransactionFatesTest {

    private static final long PRODUCER = 7;
    private static final short EPOCH = 3;

    @ParameterizedTest
    @CsvSource({
        // state now,          epoch 3,   epoch 4
        "ONGOING,             OPEN,      COMMITTED",
        "PREPARE_COMMIT,      COMMITTED, COMMITTED",
        "COMPLETE_COMMIT,     COMMITTED, COMMITTED",
        "PREPARE_ABORT,       ABORTED,   ABORTED",
        "COMPLETE_ABORT,      ABORTED,   ABORTED",
        "PREPARE_EPOCH_FENCE, ABORTED,   ABORTED",
        "EMPTY,               REUSED,    REUSED",
        "UNKNOWN,             OPEN,      COMMITTED"
    })
    void followFromStateAndEpoch(TransactionState state, Fate atIts, Fate atTheNext) {
        assertThat(fate(state, PRODUCER, EPOCH)).isEqualTo(atIts);
        assertThat(fate(state, PRODUCER, EPOCH + 1)).isEqualTo(atTheNext);
    }

    /** Whatever the state is: it is that of another transaction. */
    @ParameterizedTest
    @EnumSource(TransactionState.class)
    void cannotBeToldOnceTheIdWasUsedAgain(TransactionState state) {
        assertThat(fate(state, PRODUCER, EPOCH + 2)).isEqualTo(Fate.REUSED);
        assertThat(fate(state, PRODUCER, Short.MAX_VALUE)).isEqualTo(Fate.REUSED);
        assertThat(fate(state, PRODUCER + 1, EPOCH)).isEqualTo(Fate.REUSED);
        assertThat(fate(state, PRODUCER + 1, 0)).isEqualTo(Fate.REUSED);
    }

    private static Fate fate(TransactionState state, long producer, int epoch) {
        return TransactionFates.of(
                new KafkaCommittable(PRODUCER, EPOCH, "job-0-1", null),
                new TransactionDescription(
                        1, state, producer, epoch, 60_000, OptionalLong.empty(), Set.of()));
    }
}
