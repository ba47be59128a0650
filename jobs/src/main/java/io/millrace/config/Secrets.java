package io.millrace.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Decides which values of free properties may be printed. All are hidden but those of keys known to
 * be harmless: a property that nobody thought of may be a password.
 */
final class Secrets {

    /** Stands for a value that is not printed. */
    static final String HIDDEN = "(hidden)";

    private static final Pattern SUSPICIOUS =
            Pattern.compile(
                    "password|passphrase|secret|token|jaas|credential|auth|key|cert",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern HARMLESS =
            Pattern.compile(
                    "security\\.protocol|sasl\\.mechanism"
                            + "|ssl\\.(enabled\\.protocols|protocol|truststore\\.(location|type))"
                            + "|client\\.(id|rack|dns\\.lookup)|acks|compression\\.type"
                            + "|(batch|linger|fetch|max|request|session|heartbeat|delivery|reconnect"
                            + "|retry|send|receive|buffer|metadata|connections|partition|register)"
                            + "\\.[a-z.]*(ms|bytes|size|records|memory|requests)"
                            + "|(taskmanager|jobmanager|execution|state|restart-strategy"
                            + "|parallelism|rest|heartbeat|cluster)\\.[a-z0-9.-]*");

    /** Names a secret elsewhere, as Kafka's configuration providers do; it is none itself. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[a-z]+:[^${}]*}");

    private Secrets() {}

    /** The same properties, sorted, with {@link #HIDDEN} for what must not be printed. */
    static Map<String, String> redact(Map<String, String> properties) {
        Map<String, String> redacted = new TreeMap<>();
        properties.forEach((key, value) -> redacted.put(key, shown(key, value) ? value : HIDDEN));
        return redacted;
    }

    private static boolean shown(String key, String value) {
        return REFERENCE.matcher(value).matches() || harmless(key);
    }

    /** Whether the value of a key may be seen by everyone. */
    static boolean harmless(String key) {
        return HARMLESS.matcher(key).matches() && !SUSPICIOUS.matcher(key).find();
    }
}
