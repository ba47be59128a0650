package io.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.JobConfig;
import io.millrace.config.SetupException;
import io.millrace.job.TestJob;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is said of a login that Kafka cannot parse holds nothing of its password. */
class RefusalTest {

    private static final Map<String, String> LOGIN =
            Map.of(
                    "security.protocol", "SASL_PLAINTEXT",
                    "sasl.mechanism", "PLAIN",
                    "sasl.jaas.config",
                            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                    + " username=\"user\" password=\"swordfish\"canary\";");

    @Test
    void keepsAPasswordWithAQuoteOutOfTheMessageOfAJob() {
        TestJob job = TestJob.on("samples").bootstrapServers("localhost:1");
        LOGIN.forEach(job::property);
        JobConfig config = job.config();
        refuses(() -> KafkaSetup.prepare(config)).hasMessageStartingWith("source: ");
    }

    @Test
    void keepsAPasswordWithAQuoteOutOfTheMessageOfAWriter() {
        refuses(() -> TopicWriter.open("localhost:1", "samples", LOGIN, false).close());
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refuses(ThrowingCallable what) {
        return assertThatThrownBy(what)
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("sasl.jaas.config is malformed")
                .hasMessageContaining("hold \" or \\")
                .satisfies(
                        thrown ->
                                assertThat(thrown)
                                        .hasNoCause()
                                        .message()
                                        .doesNotContain("swordfish")
                                        .doesNotContain("canary"));
    }
}
