package io.millrace.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker that asks for TLS and a password on three more ports: one whose certificate is good, one
 * whose certificate has expired, and one whose certificate is for another host. One for all tests
 * of a JVM; it ends with it.
 */
public final class SecureBroker {

    /** The password of the user {@code alice}: to be found nowhere. */
    public static final String CANARY = "canary-7f3a9c51";

    private static final String MECHANISM = "SCRAM-SHA-256";
    private static final List<String> LISTENERS = List.of("GOOD", "EXPIRED", "ELSEWHERE");

    private final Path folder = TemporaryFolder.create("millrace-secure-");
    private final Certificates certificates = new Certificates(folder);
    private final Path authority = certificates.authority("authority");
    private final List<Integer> ports;
    private final LocalBroker broker;

    private static final class Holder {
        static final SecureBroker BROKER = new SecureBroker();
    }

    private SecureBroker() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::clean));
        try {
            this.ports = FreePorts.find(LISTENERS.size());
            Files.writeString(folder.resolve("kafka.properties"), "password=" + CANARY + "\n");
            this.broker = LocalBroker.start(properties());
            ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096);
            try (Admin admin = broker.admin()) {
                admin.alterUserScramCredentials(
                                List.of(new UserScramCredentialUpsertion("alice", info, CANARY)))
                        .all()
                        .get();
                admin.createAcls(Acls.ofAJob("job", "samples")).all().get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static SecureBroker shared() {
        return Holder.BROKER;
    }

    private void clean() {
        try {
            TemporaryFolder.delete(folder);
        } catch (IOException e) {
            // It lies in the temporary folder.
        }
    }

    /** The same broker, without TLS and password, to look on from beside. */
    public LocalBroker open() {
        return broker;
    }

    /** Of {@code GOOD}, {@code EXPIRED} or {@code ELSEWHERE}. */
    public String bootstrapServers(String listener) {
        return "localhost:" + ports.get(LISTENERS.indexOf(listener));
    }

    /** What a client needs: the password by reference alone. */
    public Map<String, String> client() {
        Map<String, String> client = new LinkedHashMap<>();
        client.put("security.protocol", "SASL_SSL");
        client.put("sasl.mechanism", MECHANISM);
        client.put("sasl.jaas.config", jaas(reference("password")));
        client.put("ssl.truststore.type", "PEM");
        client.put("ssl.truststore.location", authority.toString());
        return client;
    }

    /** A reference to a key of the file that holds the password. */
    public String reference(String key) {
        return "${file:" + folder.resolve("kafka.properties") + ":" + key + "}";
    }

    /** How the user logs in. */
    public static String jaas(String password) {
        return String.format(
                "org.apache.kafka.common.security.scram.ScramLoginModule required"
                        + " username=\"alice\" password=\"%s\";",
                password);
    }

    /** The certificate of an authority that signed nothing here. */
    public String stranger() {
        return certificates.authority("stranger").toString();
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        List<String> addresses = new ArrayList<>();
        for (String listener : LISTENERS) {
            addresses.add(listener + "://" + bootstrapServers(listener));
        }
        properties.put("listeners", String.join(",", addresses));
        properties.put("advertised.listeners", String.join(",", addresses));
        properties.put(
                "listener.security.protocol.map",
                String.join(":SASL_SSL,", LISTENERS) + ":SASL_SSL");
        properties.put("sasl.enabled.mechanisms", MECHANISM);
        properties.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // Whoever comes by the port without TLS.
        properties.put("super.users", "User:ANONYMOUS");
        listener(properties, "GOOD", certificates.server("good", "authority", "localhost", 0));
        listener(properties, "EXPIRED", certificates.server("old", "authority", "localhost", -20));
        listener(properties, "ELSEWHERE", certificates.server("far", "authority", "elsewhere", 0));
        return properties;
    }

    private static void listener(Map<String, String> properties, String name, Path store) {
        String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
        properties.put(prefix + "ssl.keystore.location", store.toString());
        properties.put(prefix + "ssl.keystore.type", "PKCS12");
        properties.put(prefix + "ssl.keystore.password", Certificates.PASSWORD);
        properties.put(prefix + "ssl.key.password", Certificates.PASSWORD);
        properties.put(
                prefix + MECHANISM.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }
}
