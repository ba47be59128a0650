package io.millrace.kafka;

import io.millrace.config.SinksConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of a job's sinks as they are made where missing. */
final class SinkTopics {

    static final String MAX_BYTES = "max.message.bytes";

    /** What headers add to a dead letter's original at most, with room to spare. */
    private static final long HEADERS = 64 << 10;

    private final SinksConfig sinks;
    private final long deadLetterBytes;

    /**
     * @param sourceBytes the largest record of the source topic, 0 if not known
     */
    SinkTopics(SinksConfig sinks, long sourceBytes) {
        this.sinks = sinks;
        this.deadLetterBytes =
                Math.min(Math.max(sourceBytes, 1 << 20) + HEADERS, KafkaSinks.MAX_RECORD_BYTES);
    }

    /** The size that a dead letter can have. */
    long deadLetterBytes() {
        return deadLetterBytes;
    }

    /** All topics that the job writes to. */
    List<NewTopic> all() {
        List<NewTopic> topics = new ArrayList<>();
        topics.add(topic(sinks.metrics(), Map.of()));
        sinks.predictions().ifPresent(name -> topics.add(topic(name, Map.of())));
        topics.add(topic(sinks.deadLetters(), Map.of(MAX_BYTES, Long.toString(deadLetterBytes))));
        sinks.models().ifPresent(name -> topics.add(topic(name, modelSettings())));
        return topics;
    }

    private static Map<String, String> modelSettings() {
        return Map.of(
                "cleanup.policy",
                "compact",
                MAX_BYTES,
                Integer.toString(KafkaSinks.MAX_RECORD_BYTES));
    }

    /** Partitions and replicas are the broker's own choice. */
    private static NewTopic topic(String name, Map<String, String> settings) {
        return new NewTopic(name, Optional.empty(), Optional.empty()).configs(settings);
    }
}
