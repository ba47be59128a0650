package io.millrace.kafka;

import io.millrace.config.SinksConfig;
import io.millrace.config.SourceConfig;
import java.util.Properties;

/** From the configuration to the properties of Kafka's clients. */
final class ClientProperties {

    private ClientProperties() {}

    /** What all clients of a job share: the broker's address and what was passed through. */
    static Properties of(SourceConfig source) {
        Properties properties = new Properties();
        properties.putAll(source.properties());
        properties.setProperty("bootstrap.servers", source.bootstrapServers());
        References.enable(properties);
        return properties;
    }

    /** The properties of a producer: what all clients share, and what only sinks are given. */
    static Properties of(SourceConfig source, SinksConfig sinks) {
        Properties properties = of(source);
        properties.putAll(sinks.properties());
        properties.setProperty(
                "transaction.timeout.ms", Long.toString(sinks.transactionTimeout().toMillis()));
        return properties;
    }
}
