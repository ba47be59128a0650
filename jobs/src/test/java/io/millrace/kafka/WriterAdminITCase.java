package io.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.SetupException;
import io.millrace.local.FreePorts;
import io.millrace.local.Shared;
import java.io.IOException;
import java.util.Properties;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sink that starts waits for its broker, and leaves no client behind in any case. */
class WriterAdminITCase {

    private final String client = Shared.unique("admin");

    @AfterEach
    void leavesNoClient() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().contains(client)) {
                thread.join(5_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void goesOnWhereTheBrokerAnswers() {
        WriterAdmin.requireBroker(properties(Shared.broker().bootstrapServers()));
    }

    @Test
    void failsWhereItDoesNotInTime() throws IOException {
        Properties properties = properties("localhost:" + FreePorts.find(1).get(0));
        properties.setProperty("default.api.timeout.ms", "500");
        properties.setProperty("request.timeout.ms", "500");
        assertThatThrownBy(() -> WriterAdmin.requireBroker(properties))
                .isExactlyInstanceOf(FlinkRuntimeException.class)
                .hasMessage("no answer from Kafka for a sink")
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void saysWhatNoClientCanBeMadeOf() {
        Properties properties = properties("localhost:1");
        properties.setProperty("security.protocol", "PAPER");
        assertThatThrownBy(() -> WriterAdmin.requireBroker(properties))
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith("sinks: no Kafka client can be made: ")
                .hasMessageContaining("PAPER");
    }

    @Test
    void canBeInterrupted() throws IOException {
        Properties properties = properties("localhost:" + FreePorts.find(1).get(0));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> WriterAdmin.requireBroker(properties))
                .isInstanceOf(FlinkRuntimeException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private Properties properties(String address) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", address);
        properties.setProperty("client.id", client);
        return properties;
    }
}
