package io.millrace.kafka;

import io.millrace.config.SetupException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Values that stand elsewhere, as <code>${file:/run/secrets/kafka:password}</code>. Kafka's clients
 * look them up where and when they connect, so no secret is part of a job.
 */
final class References {

    private static final String PROVIDERS = "config.providers";

    private static final Map<String, Class<? extends ConfigProvider>> KNOWN =
            Map.of(
                    "dir", DirectoryConfigProvider.class,
                    "env", EnvVarConfigProvider.class,
                    "file", FileConfigProvider.class);

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(dir|env|file):[^${}]*}");

    private References() {}

    /** Tells clients how to look references up, unless they are told already. */
    static void enable(Properties properties) {
        if (!properties.containsKey(PROVIDERS)) {
            properties.setProperty(PROVIDERS, "dir,env,file");
            KNOWN.forEach(
                    (name, type) ->
                            properties.setProperty(
                                    PROVIDERS + "." + name + ".class", type.getName()));
        }
    }

    /**
     * Looks all of them up once, for a client would take one that leads nowhere for the value.
     *
     * @param from what a message puts before a property's key
     * @throws SetupException if one leads nowhere
     */
    static void require(Map<String, String> properties, String from) {
        if (properties.containsKey(PROVIDERS)) {
            return;
        }
        Map<String, ConfigProvider> providers = new HashMap<>();
        for (Map.Entry<String, Class<? extends ConfigProvider>> known : KNOWN.entrySet()) {
            ConfigProvider provider = provider(known.getValue());
            provider.configure(Map.of());
            providers.put(known.getKey(), provider);
        }
        ConfigTransformer transformer = new ConfigTransformer(providers);
        properties.forEach(
                (key, value) -> {
                    Matcher references = REFERENCE.matcher(value);
                    while (references.find()) {
                        require(transformer, from + key, references.group());
                    }
                });
    }

    private static ConfigProvider provider(Class<? extends ConfigProvider> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(ConfigTransformer transformer, String key, String reference) {
        String found;
        try {
            found = transformer.transform(Map.of(key, reference)).data().get(key);
        } catch (ConfigException e) {
            throw new SetupException(
                    String.format("%s: %s leads nowhere: %s", key, reference, e.getMessage()), e);
        }
        if (reference.equals(found)) {
            throw new SetupException(
                    String.format(
                            "%s: %s leads nowhere: there is no such key in the file, or no such"
                                    + " environment variable",
                            key, reference));
        }
    }
}
