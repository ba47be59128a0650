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
}
