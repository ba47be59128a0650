package io.millrace.kafka;

import io.millrace.config.Nearest;
import io.millrace.config.SetupException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/** Looks whether a topic is there before somebody writes or reads, and says so soon if not. */
final class TopicAdmin implements AutoCloseable {

    /** How whoever types a command gives a property. */
    static final String PROPERTY = "--property ";

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final String address;

    /**
     * @param clients properties of Kafka's clients
     */
    TopicAdmin(Properties clients) {
        Properties properties = new Properties();
        properties.putAll(clients);
        String patience = Long.toString(PATIENCE.toMillis());
        properties.setProperty("request.timeout.ms", patience);
        properties.setProperty("default.api.timeout.ms", patience);
        this.admin = Admin.create(properties);
        this.address = properties.getProperty("bootstrap.servers");
    }

    /**
     * @param hint what else to say if there is no such topic
     * @throws SetupException if the broker cannot be reached soon or has no such topic
     */
    void require(String topic, String hint) throws InterruptedException {
        Set<String> topics = topics();
        if (!topics.contains(topic)) {
            throw new SetupException(
                    String.format(
                            "there is no topic '%s' at %s, or this user may not see it%s%s",
                            topic,
                            address,
                            Nearest.to(topic, topics)
                                    .map(near -> "; did you mean '" + near + "'?")
                                    .orElse(""),
                            hint));
        }
    }

    /** Makes a topic, with one partition, if there is none. */
    void ensure(String topic) throws InterruptedException {
        if (!topics().contains(topic)) {
            NewTopic made = new NewTopic(topic, Optional.of(1), Optional.empty());
            call(admin.createTopics(List.of(made)).all());
        }
    }

    private Set<String> topics() throws InterruptedException {
        return call(admin.listTopics().names());
    }

    private <T> T call(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(PATIENCE.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw unreachable(e);
            }
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new SetupException(
                    "Kafka at " + address + " refused: " + Refusal.explain(cause, PROPERTY), cause);
        }
    }

    private SetupException unreachable(Exception cause) {
        return new SetupException(
                String.format(
                        "no answer from Kafka at %s within %d s: is that its address, is it running,"
                                + " and is security.protocol the one of that port?",
                        address, PATIENCE.toSeconds()),
                cause);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
