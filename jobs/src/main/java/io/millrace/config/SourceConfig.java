package io.millrace.config;

import io.millrace.format.FormatConfig;
import java.util.Map;

/**
 * Where samples come from.
 *
 * @param bootstrapServers Kafka's {@code bootstrap.servers}
 * @param topic the topic of labelled samples
 * @param groupId consumer group
 * @param start where a job without a checkpoint begins to read
 * @param format how a sample is written
 * @param properties further properties of the Kafka clients (security and the like), for source and
 *     sinks alike
 */
public record SourceConfig(
        String bootstrapServers,
        String topic,
        String groupId,
        Start start,
        FormatConfig format,
        Map<String, String> properties) {

    /** A place in a topic. */
    public enum Start {
        EARLIEST,
        LATEST,
        /** The group's committed offsets, or the earliest where there are none. */
        COMMITTED
    }

    public SourceConfig {
        properties = Map.copyOf(properties);
    }

    /** JSON from the earliest record on, for a job of the given name. */
    public static SourceConfig defaults(String name, String bootstrapServers, String topic) {
        return new SourceConfig(
                bootstrapServers, topic, name, Start.EARLIEST, FormatConfig.defaults(), Map.of());
    }

    /** Without the values of properties that may be secret. */
    @Override
    public String toString() {
        return "SourceConfig[bootstrapServers=%s, topic=%s, groupId=%s, start=%s, format=%s, properties=%s]"
                .formatted(
                        bootstrapServers,
                        topic,
                        groupId,
                        start,
                        format,
                        Secrets.redact(properties));
    }
}
