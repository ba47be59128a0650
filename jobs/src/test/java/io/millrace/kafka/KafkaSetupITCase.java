package io.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.JobConfig;
import io.millrace.config.SetupException;
import io.millrace.job.TestJob;
import io.millrace.local.Shared;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class KafkaSetupITCase {

    @Test
    void makesTheTopicsThatTheSinksLack() throws Exception {
        JobConfig job = TestJob.on(TestTopics.create("samples", 2)).config();
        KafkaSetup.prepare(job);
        KafkaSetup.prepare(job);

        try (Admin admin = Shared.broker().admin()) {
            assertThat(admin.listTopics().names().get())
                    .contains(
                            job.sinks().metrics(),
                            job.sinks().predictions().orElseThrow(),
                            job.sinks().deadLetters(),
                            job.sinks().models().orElseThrow());
        }
        assertThat(setting(job.sinks().models().orElseThrow(), "cleanup.policy"))
                .isEqualTo("compact");
        assertThat(setting(job.sinks().metrics(), "cleanup.policy")).isEqualTo("delete");
        assertThat(Long.parseLong(setting(job.sinks().deadLetters(), "max.message.bytes")))
                .as("a dead letter is larger than its original")
                .isGreaterThan(Long.parseLong(setting(job.source().topic(), "max.message.bytes")));
    }

    @Test
    void saysThatTheSourceTopicIsMissing() {
        JobConfig job = TestJob.on("nowhere").config();
        assertThatThrownBy(() -> KafkaSetup.prepare(job))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("source.topic")
                .hasMessageContaining("'nowhere'")
                .hasMessageContaining(Shared.broker().bootstrapServers());
    }

    @Test
    void refusesTransactionsLongerThanTheBrokerAllows() {
        String topic = TestTopics.create("samples", 1);
        JobConfig job = TestJob.on(topic).transactionTimeout(Duration.ofMinutes(16)).config();
        assertThatThrownBy(() -> KafkaSetup.prepare(job))
                .isInstanceOf(SetupException.class)
                .hasMessage(
                        "sinks.transaction-timeout: 16 min is more than the 15 min that the broker"
                                + " allows; shorten it, or raise the broker's"
                                + " transaction.max.timeout.ms");
        KafkaSetup.prepare(TestJob.on(topic).transactionTimeout(Duration.ofMinutes(15)).config());
    }

    @Test
    void refusesAModelLargerThanItsTopicTakes() throws Exception {
        JobConfig job = TestJob.on(TestTopics.create("samples", 1)).config();
        String models = job.sinks().models().orElseThrow();
        try (Admin admin = Shared.broker().admin()) {
            NewTopic small = new NewTopic(models, 1, (short) 1);
            small.configs(Map.of("max.message.bytes", "1000"));
            admin.createTopics(List.of(small)).all().get();
        }
        assertThatThrownBy(() -> KafkaSetup.prepare(job))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("sinks.models")
                .hasMessageContaining("'" + models + "' takes records up to 1000")
                .hasMessageContaining("max.message.bytes");
    }

    @Test
    void refusesAModelLargerThanTheProducerHandsOver() {
        JobConfig job =
                TestJob.on(TestTopics.create("samples", 1))
                        .property("max.request.size", "1000")
                        .config();
        assertThatThrownBy(() -> KafkaSetup.prepare(job))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("sinks.models")
                .hasMessageContaining("1000 at most")
                .hasMessageContaining("max.request.size");
    }

    @Test
    void refusesADeadLetterTopicThatTakesNoHeaders() throws Exception {
        JobConfig job = TestJob.on(TestTopics.create("samples", 1)).config();
        try (Admin admin = Shared.broker().admin()) {
            NewTopic small = new NewTopic(job.sinks().deadLetters(), 1, (short) 1);
            small.configs(Map.of("max.message.bytes", "1000"));
            admin.createTopics(List.of(small)).all().get();
        }
        assertThatThrownBy(() -> KafkaSetup.prepare(job))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("sinks.dead-letters")
                .hasMessageContaining("max.message.bytes to 16384");
    }

    @Test
    void saysThatNobodyAnswers() {
        JobConfig job =
                TestJob.on("samples")
                        .property("default.api.timeout.ms", "1500")
                        .property("request.timeout.ms", "1000")
                        .bootstrapServers("localhost:1")
                        .config();
        assertThatThrownBy(() -> KafkaSetup.prepare(job))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("localhost:1");
    }

    @Test
    void saysWhichClientPropertyIsWrongAndNoSecret() {
        JobConfig job =
                TestJob.on("samples")
                        .property("security.protocol", "SASL_PLAINTEXT")
                        .property("sasl.mechanism", "PLAIN")
                        .property("sasl.jaas.config", "swordfish")
                        .config();
        assertThatThrownBy(() -> KafkaSetup.prepare(job))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("source:")
                .hasMessageContaining("sasl.jaas.config is malformed")
                .message()
                .doesNotContain("swordfish");
    }

    private static String setting(String topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Shared.broker().admin()) {
            Map<ConfigResource, org.apache.kafka.clients.admin.Config> settings =
                    admin.describeConfigs(List.of(resource)).all().get();
            return settings.get(resource).get(key).value();
        }
    }
}
