package io.millrace.kafka;

import io.millrace.config.SinksConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics of a job's sinks as they are made where missing: each takes the largest record that a
 * producer hands over, for the source topic's limit, which is for compressed records, says nothing
 * of the length of what is read from it.
 */
final class SinkTopics {

    static final String MAX_BYTES = "max.message.bytes";

    private static final Map<String, String> LARGE =
            Map.of(MAX_BYTES, Integer.toString(KafkaSinks.MAX_RECORD_BYTES));
    private static final Map<String, String> COMPACTED =
            Map.of(
                    "cleanup.policy",
                    "compact",
                    MAX_BYTES,
                    Integer.toString(KafkaSinks.MAX_RECORD_BYTES));

    private SinkTopics() {}

    /** All topics that the job writes to. */
    static List<NewTopic> of(SinksConfig sinks) {
        List<NewTopic> topics = new ArrayList<>();
        topics.add(topic(sinks.metrics(), LARGE));
        sinks.predictions().ifPresent(name -> topics.add(topic(name, LARGE)));
        topics.add(topic(sinks.deadLetters(), LARGE));
        sinks.models().ifPresent(name -> topics.add(topic(name, COMPACTED)));
        return topics;
    }

    /** Partitions and replicas are the broker's own choice. */
    private static NewTopic topic(String name, Map<String, String> settings) {
        return new NewTopic(name, Optional.empty(), Optional.empty()).configs(settings);
    }
}
